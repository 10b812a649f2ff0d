import { Chart } from 'chart.js';
import { CHART_STYLE } from './chart-style';
import { takeEarlyData } from './early-data';

/** A message stands in place of the chart. */
export interface ChartData {
  title: string;
  series: { name: string }[];
  message?: string;
}

/** How many series are told apart by colour. */
export const COLOURS = 6;

const template = document.createElement('template');
template.innerHTML = `
  <style>${CHART_STYLE}</style>
  <div class="head"><h3></h3><button class="as-table" type="button" aria-pressed="false">As a table</button></div>
  <p class="message" role="status">Loading …</p>
  <div class="plot" tabindex="0" role="slider" aria-orientation="horizontal" aria-valuemin="0" hidden><canvas aria-hidden="true"></canvas></div>
  <div class="table" tabindex="0" role="region" hidden><table></table></div>
  <div class="legend" role="group" aria-label="Series" hidden></div>
  <div class="colours" aria-hidden="true">${[...Array.from({ length: COLOURS }, (_, number) => `c${number}`), 'text', 'line'].map((name) => `<i class="${name}"></i>`).join('')}</div>
`;

/**
 * What every chart has: colours of the page's scheme, a legend that switches series on and off, values by hovering or with the arrow
 * keys, and the same figures as a table.
 */
export abstract class ChartElement<D extends ChartData> extends HTMLElement {
  protected current?: D;
  protected chart?: Chart;
  /** The place whose values are told, -1 for none. */
  protected cursor = -1;
  private off = new Set<string>();
  private table = false;
  private scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private page = new MutationObserver(() => this.paint());

  /** @returns what stands in place of the chart; empty for the chart */
  protected abstract prepare(data: D): string;

  protected abstract draw(data: D): void;

  /** Fills head and body. */
  protected abstract rows(data: D, table: HTMLTableElement, shown: number[]): void;

  /** How the legend shows a series: SVG of 24 by 8. */
  protected abstract mark(data: D, number: number): string;

  /** The figure beside the series in the legend. */
  protected abstract figure(data: D, number: number): string;

  /** How many places have values. */
  protected abstract places(): number;

  /** The values at a place in words. */
  protected abstract words(place: number): string;

  /** Whether a series has a value there. */
  protected abstract has(number: number, place: number): boolean;

  /** Where a key moves the cursor to, beyond the ends too; undefined when it does not. */
  protected abstract moved(key: string): number | undefined;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(template.content.cloneNode(true));
    this.element('.as-table').addEventListener('click', () => {
      this.table = !this.table;
      this.show();
    });
    this.element('.plot').addEventListener('keydown', (event) => this.key(event));
    this.element('.plot').addEventListener('blur', () => this.point(-1));
  }

  connectedCallback() {
    takeEarlyData(this);
    this.scheme.addEventListener('change', this.paint);
    this.page.observe(document.documentElement, { attributeFilter: ['theme', 'style', 'class'] });
    this.show();
  }

  disconnectedCallback() {
    this.scheme.removeEventListener('change', this.paint);
    this.page.disconnect();
    this.drop();
  }

  set data(data: D | undefined) {
    if (data) {
      this.current = data;
      this.show();
    }
  }

  get data() {
    return this.current;
  }

  protected element(selector: string) {
    return this.shadowRoot!.querySelector<HTMLElement>(selector)!;
  }

  protected canvas() {
    return this.shadowRoot!.querySelector('canvas')!;
  }

  protected isOff(name: string) {
    return this.off.has(name);
  }

  protected drop() {
    this.chart?.destroy();
    this.chart = undefined;
  }

  private show() {
    const data = this.current;
    if (!data || !this.isConnected) {
      return;
    }
    const message = this.prepare(data);
    this.element('h3').textContent = data.title;
    this.element('.message').textContent = message;
    this.element('.message').hidden = !message;
    this.element('.plot').hidden = !!message || this.table;
    this.element('.table').hidden = !!message || !this.table;
    this.element('.legend').hidden = !!message;
    const button = this.element('.as-table');
    button.hidden = !!message;
    button.setAttribute('aria-pressed', String(this.table));
    button.setAttribute('aria-label', `${data.title} as a table`);
    button.textContent = this.table ? 'As a chart' : 'As a table';
    if (message || this.table) {
      this.drop();
    }
    if (message) {
      return;
    }
    this.legend(data);
    if (this.table) {
      this.tabulate(data);
      return;
    }
    this.draw(data);
    const plot = this.element('.plot');
    plot.setAttribute('aria-label', `${data.title}, ${data.series.map((series) => series.name).join(', ')}. Arrow keys tell the values.`);
    plot.setAttribute('aria-valuemax', String(Math.max(this.places() - 1, 0)));
    this.tell();
    this.paint();
  }

  private legend(data: D) {
    const focused = [...this.element('.legend').children].indexOf(this.shadowRoot!.activeElement as Element);
    this.element('.legend').replaceChildren(...data.series.map(({ name }, number) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-pressed', String(!this.off.has(name)));
      button.innerHTML = `<svg class="c${number % COLOURS}" aria-hidden="true">${this.mark(data, number)}</svg>`;
      const figure = document.createElement('span');
      figure.className = 'now';
      figure.textContent = this.figure(data, number);
      button.append(name, figure);
      button.addEventListener('click', () => {
        this.off.has(name) ? this.off.delete(name) : this.off.add(name);
        this.show();
      });
      return button;
    }));
    (this.element('.legend').children[focused] as HTMLElement | undefined)?.focus();
  }

  private tabulate(data: D) {
    const table = document.createElement('table');
    table.createCaption().textContent = data.title;
    this.rows(data, table, data.series.map((_, number) => number).filter((number) => !this.off.has(data.series[number].name)));
    this.element('.table').setAttribute('aria-label', data.title);
    this.element('table').replaceWith(table);
  }

  protected heading(scope: string, text: string) {
    const cell = document.createElement('th');
    cell.scope = scope;
    cell.textContent = text;
    return cell;
  }

  protected colour(name: string) {
    return getComputedStyle(this.element(`.colours .${name}`)).color;
  }

  /** A canvas knows nothing of CSS properties: elements that have the colours tell what those are now. */
  private paint = () => {
    if (!this.chart) {
      return;
    }
    this.chart.data.datasets.forEach((dataset, number) => {
      dataset.borderColor = dataset.backgroundColor = this.colour(`c${number % COLOURS}`);
    });
    for (const scale of Object.values(this.chart.options.scales!)) {
      scale!.ticks!.color = this.colour('text');
      scale!.grid = { ...scale!.grid, color: this.colour('line') };
    }
    this.chart.update('none');
  };

  private key(event: KeyboardEvent) {
    const place = this.moved(event.key);
    if (place !== undefined) {
      this.point(Math.min(Math.max(place, 0), this.places() - 1));
    } else if (event.key === 'Escape' && this.cursor >= 0) {
      this.point(-1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private point(place: number) {
    this.cursor = place;
    this.tell();
    if (this.chart) {
      const active = place < 0 ? [] : this.current!.series.flatMap(({ name }, datasetIndex) =>
        this.off.has(name) || !this.has(datasetIndex, place) ? [] : [{ datasetIndex, index: place }]);
      this.chart.setActiveElements(active);
      this.chart.tooltip!.setActiveElements(active, { x: 0, y: 0 });
      this.chart.update('none');
    }
  }

  private tell() {
    const plot = this.element('.plot');
    const place = Math.min(this.cursor, this.places() - 1);
    plot.setAttribute('aria-valuenow', String(Math.max(place, 0)));
    plot.setAttribute('aria-valuetext', place < 0 ? 'Nothing is chosen' : this.words(place));
  }
}
