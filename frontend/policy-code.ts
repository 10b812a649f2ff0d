/** The text of a policy: coloured, with the numbers of its lines, and some of them marked. The first mark is scrolled to. */
import Prism from 'prismjs';
import 'prismjs/components/prism-hcl.js';
import 'prismjs/components/prism-json.js';
import { takeEarlyData } from './early-data';

// It would look through the whole page for code otherwise.
Prism.manual = true;

interface Data {
  text: string;
  json: boolean;
  /** Whether the numbers of the lines are shown. */
  numbered: boolean;
  /** First and last line, counted from 1. */
  marked: [number, number][];
}

const template = document.createElement('template');
template.innerHTML = `
  <style>
    :host { display: block; min-width: 0; --code-comment: light-dark(#5f6b76, #94a3b0); --code-string: light-dark(#1a6b3c, #86d9a5);
      --code-name: light-dark(#0b5a8a, #7cc4f4); --code-sign: light-dark(#4a5560, #b3bec8); --code-number: light-dark(#8a3b00, #f0ad7a); }
    .frame { display: grid; grid-template-columns: auto minmax(0, 1fr); border: 1px solid var(--vaadin-border-color-secondary);
      border-radius: var(--vaadin-radius-m); background: light-dark(#fbfcfd, oklch(0.2 0.015 235)); font: 0.8125rem/1.6 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow: hidden; }
    .numbers[hidden] { display: none; }
    .numbers[hidden] + .scroller { grid-column: 1 / -1; }
    .numbers { padding: 0.75rem 0.625rem 0.75rem 0.75rem; text-align: end; color: var(--vaadin-text-color-secondary); user-select: none; border-inline-end: 1px solid var(--vaadin-border-color-secondary); white-space: pre; }
    .scroller { overflow-x: auto; position: relative; padding: 0.75rem 0.875rem; }
    .scroller:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: -2px; }
    pre { margin: 0; font: inherit; color: var(--vaadin-text-color); position: relative; }
    .mark { position: absolute; left: 0; min-width: 100%; box-sizing: border-box; border-inline-start: 3px solid var(--aura-accent-color);
      background: color-mix(in srgb, var(--aura-accent-color) 14%, transparent); }
    .comment { color: var(--code-comment); font-style: italic; }
    .string { color: var(--code-string); }
    .keyword, .property, .type { color: var(--code-name); font-weight: 600; }
    .punctuation, .operator { color: var(--code-sign); }
    .number, .boolean { color: var(--code-number); }
  </style>
  <div class="frame"><div class="numbers" aria-hidden="true"></div><div class="scroller" tabindex="0" role="region" aria-label="Text of the policy"><div class="marks" aria-hidden="true"></div><pre><code></code></pre></div></div>
`;

class PolicyCode extends HTMLElement {
  private current: Data = { text: '', json: false, numbered: false, marked: [] };

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(template.content.cloneNode(true));
  }

  connectedCallback() {
    takeEarlyData(this);
  }

  set data(data: Data | null) {
    if (data) {
      this.current = data;
      this.show();
    }
  }

  get data() {
    return this.current;
  }

  private show() {
    const { text, json, numbered, marked } = this.current;
    const root = this.shadowRoot!;
    const lines = text.replace(/\n$/, '').split('\n').length;
    const numbers = root.querySelector<HTMLElement>('.numbers')!;
    numbers.hidden = !numbered;
    numbers.textContent = Array.from({ length: lines }, (_, i) => i + 1).join('\n');
    const [language, name] = json ? [Prism.languages.json, 'json'] : [Prism.languages.hcl, 'hcl'];
    root.querySelector('code')!.innerHTML = Prism.highlight(text, language, name);
    const marks = root.querySelector('.marks')!;
    marks.replaceChildren(...marked.map(([from, to]) => {
      const mark = document.createElement('div');
      mark.className = 'mark';
      mark.style.top = `calc(0.75rem + ${from - 1} * 1.6em)`;
      mark.style.height = `calc(${to - from + 1} * 1.6em)`;
      return mark;
    }));
    marks.firstElementChild?.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
}

customElements.define('policy-code', PolicyCode);
