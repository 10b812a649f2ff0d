/**
 * Operations over time as stacked bars, on which a span is chosen: by dragging, by a click on a bar, or with the arrow
 * keys and Enter. What is chosen is told by the event `zoom`, with the span in milliseconds.
 */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip } from 'chart.js';
import { takeEarlyData } from './early-data';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** Times in milliseconds; a bar is its beginning, how many operations, and how many of those were denied or failed. */
interface Data {
  from: number;
  to: number;
  step: number;
  bars: [number, number, number][];
}

const template = document.createElement('template');
template.innerHTML = `
  <style>
    :host { position: relative; display: block; height: 7.5rem; min-width: 0; }
    .plot { position: absolute; inset: 0; cursor: crosshair; touch-action: pan-y; border-radius: var(--vaadin-radius-m); }
    .plot:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: 2px; }
    .chosen {
      position: absolute; top: 0; bottom: 1.25rem; pointer-events: none; border-radius: 2px;
      background: color-mix(in srgb, var(--aura-accent-color) 18%, transparent); border-inline: 1px solid var(--aura-accent-color);
    }
    .chosen[hidden] { display: none; }
    .colours { display: none; }
    .done { color: var(--histogram-done, var(--aura-accent-color)); }
    .wrong { color: var(--histogram-wrong, var(--aura-red)); }
    .text { color: var(--vaadin-text-color-secondary); }
    .line { color: var(--vaadin-border-color-secondary); }
  </style>
  <div class="plot" tabindex="0" role="slider" aria-orientation="horizontal" aria-valuemin="0"><canvas aria-hidden="true"></canvas></div>
  <div class="chosen" hidden></div>
  <div class="colours"><i class="done"></i><i class="wrong"></i><i class="text"></i><i class="line"></i></div>
`;

class AuditHistogram extends HTMLElement {
  private plot: HTMLElement;
  private chosen: HTMLElement;
  private chart?: Chart<'bar'>;
  private current: Data = { from: 0, to: 0, step: 1, bars: [] };
  private starts: number[] = [];
  private counts: [number, number][] = [];
  /** Where the choice began and where it has got to, as numbers of bars. */
  private anchor = -1;
  private cursor = -1;
  private dragging = false;
  private scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private page = new MutationObserver(() => this.paint());

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.append(template.content.cloneNode(true));
    this.plot = root.querySelector('.plot')!;
    this.chosen = root.querySelector('.chosen')!;
    this.plot.addEventListener('pointerdown', (event) => this.begin(event));
    this.plot.addEventListener('pointermove', (event) => this.dragging && this.reach(this.barAt(event)));
    this.plot.addEventListener('pointerup', () => this.dragging && this.choose());
    this.plot.addEventListener('pointercancel', () => this.forget());
    this.plot.addEventListener('keydown', (event) => this.key(event));
    this.plot.addEventListener('blur', () => !this.dragging && this.forget());
  }

  connectedCallback() {
    takeEarlyData(this);
    this.scheme.addEventListener('change', this.paint);
    this.page.observe(document.documentElement, { attributeFilter: ['theme', 'style', 'class'] });
    this.chart = new Chart(this.shadowRoot!.querySelector('canvas')!, {
      type: 'bar',
      data: { labels: [], datasets: [{ label: 'Done', data: [] }, { label: 'Denied or failed', data: [] }] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: 'index', intersect: false },
        datasets: { bar: { categoryPercentage: 1, barPercentage: 0.86, borderRadius: 2 } },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 24, font: { size: 11 }, callback: (_, index) => this.tick(index) } },
          y: { stacked: true, beginAtZero: true, border: { display: false }, ticks: { maxTicksLimit: 4, precision: 0, font: { size: 11 } } },
        },
        plugins: { legend: { display: false }, tooltip: { callbacks: { title: (items) => this.span(items[0].dataIndex, items[0].dataIndex) } } },
      },
    });
    this.show();
    this.paint();
  }

  disconnectedCallback() {
    this.scheme.removeEventListener('change', this.paint);
    this.page.disconnect();
    this.chart?.destroy();
    this.chart = undefined;
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

  /** Bars come without those of nothing, which show here as gaps. */
  private show() {
    const { from, to, step, bars } = this.current;
    const first = bars.length ? bars[0][0] - Math.ceil((bars[0][0] - from) / step) * step : from;
    this.starts = [];
    for (let start = first; start < to; start += step) {
      this.starts.push(start);
    }
    const counted = new Map(bars.map(([start, all, wrong]) => [start, [all - wrong, wrong] as [number, number]]));
    this.counts = this.starts.map((start) => counted.get(start) ?? [0, 0]);
    this.forget();
    const all = bars.reduce((sum, bar) => sum + bar[1], 0);
    const wrong = bars.reduce((sum, bar) => sum + bar[2], 0);
    this.plot.setAttribute('aria-label',
      `Operations over time: ${all.toLocaleString()}, of which ${wrong.toLocaleString()} were denied or failed. Arrow keys move, with Shift they choose a span, Enter zooms in.`);
    this.plot.setAttribute('aria-valuemax', String(Math.max(this.starts.length - 1, 0)));
    this.tell();
    if (this.chart) {
      this.chart.data.labels = this.starts;
      this.chart.data.datasets[0].data = this.counts.map(([done]) => done);
      this.chart.data.datasets[1].data = this.counts.map(([, failed]) => failed);
      this.chart.update('none');
    }
  }

  /** A canvas knows nothing of CSS properties: elements that have the colours tell what those are now. */
  private paint = () => {
    if (!this.chart) {
      return;
    }
    const colour = (name: string) => getComputedStyle(this.shadowRoot!.querySelector(`.colours .${name}`)!).color;
    this.chart.data.datasets[0].backgroundColor = colour('done');
    this.chart.data.datasets[1].backgroundColor = colour('wrong');
    const { x, y } = this.chart.options.scales!;
    x!.ticks!.color = y!.ticks!.color = colour('text');
    x!.border = { color: colour('line') };
    y!.grid = { color: colour('line') };
    this.chart.update('none');
  };

  private tick(index: number) {
    const time = new Date(this.starts[index]);
    const day = 24 * 60 * 60 * 1000;
    if (this.current.step >= day) {
      return time.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
    }
    const clock = time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', ...(this.current.step < 60_000 && { second: '2-digit' }), hour12: false });
    return this.current.to - this.current.from > day * 1.5
      ? `${time.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })} ${clock}` : clock;
  }

  private span(first: number, last: number) {
    const format = (time: number) => new Date(time).toLocaleString(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
    return `${format(this.starts[first])} – ${format(this.starts[last] + this.current.step)}`;
  }

  private barAt(event: PointerEvent) {
    const number = this.chart!.scales.x.getValueForPixel(event.clientX - this.plot.getBoundingClientRect().left) ?? 0;
    return Math.min(Math.max(Math.round(number), 0), this.starts.length - 1);
  }

  private begin(event: PointerEvent) {
    if (event.button !== 0 || this.starts.length === 0) {
      return;
    }
    this.plot.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.anchor = this.barAt(event);
    this.reach(this.anchor);
  }

  private key(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      // The newest bar is where one begins.
      this.move(this.cursor < 0 ? this.starts.length - 1 : this.cursor + steps[event.key], event.shiftKey && this.cursor >= 0);
    } else if (event.key === 'Enter' && this.cursor >= 0) {
      this.choose();
    } else if (event.key === 'Escape' && this.cursor >= 0) {
      this.forget();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private move(to: number, extend: boolean) {
    const bar = Math.min(Math.max(to, 0), this.starts.length - 1);
    if (!extend) {
      this.anchor = bar;
    }
    this.reach(bar);
  }

  private reach(bar: number) {
    this.cursor = bar;
    const x = this.chart!.scales.x;
    const half = x.width / Math.max(this.starts.length, 1) / 2;
    const [first, last] = this.bounds();
    this.chosen.style.left = `${x.getPixelForValue(first) - half}px`;
    this.chosen.style.width = `${x.getPixelForValue(last) - x.getPixelForValue(first) + 2 * half}px`;
    this.chosen.hidden = bar < 0;
    this.tell();
  }

  private bounds() {
    return [Math.min(this.anchor, this.cursor), Math.max(this.anchor, this.cursor)];
  }

  private tell() {
    const [first, last] = this.bounds();
    this.plot.setAttribute('aria-valuenow', String(Math.max(this.cursor, 0)));
    if (first < 0) {
      this.plot.setAttribute('aria-valuetext', 'No span is chosen');
      return;
    }
    const [done, wrong] = this.counts.slice(first, last + 1).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    this.plot.setAttribute('aria-valuetext', `${this.span(first, last)}: ${done + wrong} operation${done + wrong === 1 ? '' : 's'}, ${wrong} denied or failed`);
  }

  private choose() {
    const [first, last] = this.bounds();
    const { from, to, step } = this.current;
    this.dispatchEvent(new CustomEvent('zoom', { detail: { from: Math.max(this.starts[first], from), to: Math.min(this.starts[last] + step, to) } }));
    this.forget();
  }

  private forget() {
    this.dragging = false;
    this.anchor = this.cursor = -1;
    this.chosen.hidden = true;
    this.tell();
  }
}

customElements.define('audit-histogram', AuditHistogram);
