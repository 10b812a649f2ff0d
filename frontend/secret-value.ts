/**
 * One hidden value: shown on demand for half a minute, or copied unseen. The value lives in one text node of this
 * element's shadow tree while it is shown, and nowhere else.
 */
const SHOWN_FOR_SECONDS = 30;
const DOTS = '••••••••••••';

const template = document.createElement('template');
template.innerHTML = `
  <style>
    :host { position: relative; display: grid; grid-template-columns: 1fr auto; align-items: center; gap: 0.125rem 0.75rem; min-width: 0; }
    .label { font-size: var(--aura-font-size-s); color: var(--vaadin-text-color-secondary); }
    .value {
      grid-column: 1 / -1; font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 0.875rem; line-height: 1.5;
      padding: 0.4375rem 0.625rem; border-radius: var(--vaadin-radius-m); background: var(--vaadin-background-container);
      white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; max-height: 12rem; overflow-y: auto;
    }
    .value.hidden { color: var(--vaadin-text-color-secondary); letter-spacing: 0.08em; user-select: none; }
    .buttons { display: flex; gap: 0.25rem; }
    button {
      font: inherit; font-weight: 500; color: var(--aura-accent-text-color); cursor: pointer; min-height: 2rem;
      padding: 0 0.5rem; border: 1px solid transparent; border-radius: var(--vaadin-radius-m); background: none;
    }
    button:hover { background: var(--vaadin-background-container); }
    button:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: 1px; }
    button[disabled] { opacity: 0.5; cursor: default; }
    .note, .countdown { grid-column: 1 / -1; font-size: var(--aura-font-size-s); color: var(--vaadin-text-color-secondary); }
    .note.problem { color: var(--aura-red-text); }
    .note.unseen, .note:empty { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .countdown:empty { display: none; }
  </style>
  <span class="label" id="label"></span>
  <span class="buttons"><button type="button" class="show"></button><button type="button" class="copy"></button></span>
  <span class="value hidden" part="value"></span>
  <span class="countdown" aria-hidden="true"></span>
  <span class="note" role="status"></span>
`;

class SecretValue extends HTMLElement {
  $server?: { address(): Promise<string | null> };

  private value!: HTMLElement;
  private countdown!: HTMLElement;
  private note!: HTMLElement;
  private showButton!: HTMLButtonElement;
  private copyButton!: HTMLButtonElement;
  private shown = false;
  private hideAt = 0;
  private timer?: number;
  /** Counts up whenever what is under way must not show any more. */
  private turn = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.append(template.content.cloneNode(true));
    this.value = root.querySelector('.value')!;
    this.countdown = root.querySelector('.countdown')!;
    this.note = root.querySelector('.note')!;
    this.showButton = root.querySelector('.show')!;
    this.copyButton = root.querySelector('.copy')!;
    this.showButton.addEventListener('click', () => (this.shown ? this.hide() : this.show()));
    this.copyButton.addEventListener('click', () => this.copy());
  }

  connectedCallback() {
    const label = this.getAttribute('label') ?? '';
    this.shadowRoot!.querySelector('#label')!.textContent = label;
    this.copyButton.textContent = 'Copy';
    this.copyButton.setAttribute('aria-label', `Copy ${label}`);
    window.addEventListener('blur', this.hide);
    window.addEventListener('pagehide', this.hide);
    document.addEventListener('visibilitychange', this.hide);
    this.hide();
  }

  disconnectedCallback() {
    window.removeEventListener('blur', this.hide);
    window.removeEventListener('pagehide', this.hide);
    document.removeEventListener('visibilitychange', this.hide);
    this.hide();
  }

  private hide = () => {
    this.turn++;
    window.clearInterval(this.timer);
    this.shown = false;
    this.value.textContent = DOTS;
    this.value.classList.add('hidden');
    this.countdown.textContent = '';
    this.say('');
    this.nameShowButton('Show');
  };

  private nameShowButton(name: string) {
    this.showButton.textContent = name;
    this.showButton.setAttribute('aria-label', `${name} ${this.getAttribute('label') ?? ''}`);
  }

  private async show() {
    const turn = ++this.turn;
    // One at a time: showing this one hides the others on the page.
    document.querySelectorAll('secret-value').forEach((other) => other !== this && (other as SecretValue).hide());
    this.showButton.disabled = true;
    try {
      const text = await this.fetchValue();
      if (text === null || turn !== this.turn) {
        return;
      }
      this.shown = true;
      this.value.textContent = text;
      this.value.classList.remove('hidden');
      this.nameShowButton('Hide');
      // Once for those who listen: the seconds, which are for the eye, would be read out one by one.
      this.say(`Shown. It hides in ${SHOWN_FOR_SECONDS} seconds.`, 'unseen');
      this.hideAt = Date.now() + SHOWN_FOR_SECONDS * 1000;
      this.count();
      this.timer = window.setInterval(this.count, 1000);
    } catch (problem) {
      this.say((problem as Error).message, 'problem');
    } finally {
      this.showButton.disabled = false;
    }
  }

  /** By the clock: a page that slept with the machine missed its seconds. */
  private count = () => {
    const seconds = Math.ceil((this.hideAt - Date.now()) / 1000);
    if (seconds <= 0) {
      this.hide();
    } else {
      this.countdown.textContent = `Hidden again in ${seconds} s`;
    }
  };

  private async copy() {
    this.copyButton.disabled = true;
    const text = this.fetchValue();
    const blob = text.then((value) => {
      if (value === null) {
        throw new Error('There is nothing to copy now');
      }
      return new Blob([value], { type: 'text/plain' });
    });
    // It fails as the text does, which is looked at below; a browser without a clipboard never takes it.
    blob.catch(() => {});
    try {
      // Within the click, and with a promise: Safari allows no later write, and Chromium none that comes much later.
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
      this.say('Copied. Clear your clipboard when you are done.');
    } catch {
      await this.explainFailedCopy(text);
    } finally {
      this.copyButton.disabled = false;
    }
  }

  /** The clipboard does not say why: without a value for it, that is the reason, and something else has to come first. */
  private async explainFailedCopy(text: Promise<string | null>) {
    try {
      if ((await text) !== null) {
        this.say('The browser did not allow copying.', 'problem');
      }
    } catch (problem) {
      this.say((problem as Error).message, 'problem');
    }
  }

  private async fetchValue(): Promise<string | null> {
    const address = await this.$server!.address();
    if (address === null) {
      return null;
    }
    const response = await fetch(new URL(address, document.baseURI), { cache: 'no-store', credentials: 'same-origin' });
    const text = await response.text();
    // A page that came instead, such as a sign-in, is no value either.
    const plain = response.headers.get('content-type')?.startsWith('text/plain');
    if (!response.ok || !plain) {
      throw new Error(response.status === 409 && plain ? text : 'The value could not be fetched. Try again.');
    }
    return text;
  }

  private say(text: string, kind: '' | 'problem' | 'unseen' = '') {
    this.note.textContent = text;
    this.note.className = `note ${kind}`;
  }
}

customElements.define('secret-value', SecretValue);
