/**
 * Counts by category as bars, beside or on top of each other, with a legend that switches series, values by hovering or with the arrow
 * keys, and the same figures as a table.
 */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip, type ChartDataset } from 'chart.js';
import { CHART_STYLE } from './chart-style';
import { takeEarlyData } from './early-data';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** A value a category in each series. A message stands in place of the chart. */
interface Data {
  title: string;
  /** What the categories are, above their column of the table. */
  of: string;
  stacked: boolean;
  lying: boolean;
  categories: string[];
  series: { name: string; values: number[] }[];
  message?: string;
}

const COLOURS = 6;
const LINE = 26;

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

class BarChart extends HTMLElement {
  private current?: Data;
  private chart?: Chart;
  private off = new Set<string>();
  private table = false;
  private cursor = -1;
  private scheme = window.matchMedia('(prefers-color-scheme: dark)');
  private page = new MutationObserver(() => this.paint());

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

  set data(data: Data | undefined) {
    if (data) {
      this.current = data;
      this.show();
    }
  }

  get data() {
    return this.current;
  }

  private element(selector: string) {
    return this.shadowRoot!.querySelector<HTMLElement>(selector)!;
  }

  private drop() {
    this.chart?.destroy();
    this.chart = undefined;
  }

  private show() {
    const data = this.current;
    if (!data || !this.isConnected) {
      return;
    }
    const message = data.message ?? '';
    this.element('h3').textContent = data.title;
    this.element('.message').textContent = message;
    this.element('.message').hidden = !message;
    this.element('.plot').hidden = !!message || this.table;
    this.element('.table').hidden = !!message || !this.table;
    this.element('.legend').hidden = !!message || data.series.length < 2;
    const button = this.element('.as-table');
    button.hidden = !!message;
    button.setAttribute('aria-pressed', String(this.table));
    button.setAttribute('aria-label', `${data.title} as a table`);
    button.textContent = this.table ? 'As a chart' : 'As a table';
    // A chart of another kind is another chart.
    this.drop();
    if (!message) {
      this.legend(data);
      this.table ? this.rows(data) : this.draw(data);
    }
  }

  private draw(data: Data) {
    const plot = this.element('.plot');
    plot.style.height = data.lying ? `${data.categories.length * LINE + 40}px` : '';
    const counts = {
      beginAtZero: true, stacked: data.stacked, border: { display: false }, ticks: { precision: 0, maxTicksLimit: 6, font: { size: 11 } },
    };
    const categories = { stacked: data.stacked, grid: { display: false }, ticks: { autoSkip: !data.lying, maxRotation: 0, autoSkipPadding: 12, font: { size: 11 } } };
    this.chart = new Chart(this.shadowRoot!.querySelector('canvas')!, {
      type: 'bar',
      data: {
        labels: data.categories,
        datasets: data.series.map((series) => ({ label: series.name, data: series.values, hidden: this.off.has(series.name) })) as ChartDataset[],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: data.lying ? 'y' : 'x',
        interaction: { mode: 'index', intersect: false, axis: data.lying ? 'y' : 'x' },
        datasets: { bar: { categoryPercentage: 0.8, barPercentage: 0.92, borderRadius: 2, maxBarThickness: 36 } },
        plugins: { tooltip: { callbacks: { label: (item) => ` ${item.dataset.label}: ${this.format(Number(item.raw))}` } } },
        scales: (data.lying ? { x: counts, y: categories } : { x: categories, y: counts }) as never,
      },
    });
    plot.setAttribute('aria-label', `${data.title}, ${data.series.map((series) => series.name).join(', ')}. Arrow keys tell the values.`);
    plot.setAttribute('aria-valuemax', String(Math.max(data.categories.length - 1, 0)));
    this.tell();
    this.paint();
  }

  private colour(name: string) {
    return getComputedStyle(this.element(`.colours .${name}`)).color;
  }

  /** A canvas knows nothing of CSS properties: elements that have the colours tell what those are now. */
  private paint = () => {
    if (!this.chart) {
      return;
    }
    this.chart.data.datasets.forEach((dataset, number) => {
      dataset.backgroundColor = this.colour(`c${number % COLOURS}`);
    });
    for (const scale of Object.values(this.chart.options.scales!)) {
      scale!.ticks!.color = this.colour('text');
      scale!.grid = { ...scale!.grid, color: this.colour('line') };
    }
    this.chart.update('none');
  };

  private legend(data: Data) {
    const focused = [...this.element('.legend').children].indexOf(this.shadowRoot!.activeElement as Element);
    this.element('.legend').replaceChildren(...data.series.map((series, number) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-pressed', String(!this.off.has(series.name)));
      button.innerHTML = `<svg class="c${number % COLOURS}" aria-hidden="true"><rect width="24" height="8" rx="2" fill="currentColor"/></svg>`;
      const total = document.createElement('span');
      total.className = 'now';
      total.textContent = this.format(series.values.reduce((sum, value) => sum + value, 0));
      button.append(series.name, total);
      button.addEventListener('click', () => {
        this.off.has(series.name) ? this.off.delete(series.name) : this.off.add(series.name);
        this.show();
      });
      return button;
    }));
    (this.element('.legend').children[focused] as HTMLElement | undefined)?.focus();
  }

  private rows(data: Data) {
    const shown = data.series.filter((series) => !this.off.has(series.name));
    const table = document.createElement('table');
    table.createCaption().textContent = data.title;
    const head = table.createTHead().insertRow();
    for (const text of [data.of, ...shown.map((series) => series.name)]) {
      head.append(this.heading('col', text));
    }
    const body = table.createTBody();
    data.categories.forEach((category, place) => {
      const row = body.insertRow();
      row.append(this.heading('row', category));
      shown.forEach((series) => {
        row.insertCell().textContent = this.format(series.values[place]);
      });
    });
    this.element('.table').setAttribute('aria-label', data.title);
    this.element('table').replaceWith(table);
  }

  private heading(scope: string, text: string) {
    const cell = document.createElement('th');
    cell.scope = scope;
    cell.textContent = text;
    return cell;
  }

  private format(value: number) {
    return value.toLocaleString();
  }

  private key(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };
    const last = this.current!.categories.length - 1;
    if (event.key in steps) {
      this.point(Math.min(Math.max(this.cursor + steps[event.key], 0), last));
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
      const active = place < 0 ? [] : this.current!.series.flatMap((series, datasetIndex) => (this.off.has(series.name) ? [] : [{ datasetIndex, index: place }]));
      this.chart.setActiveElements(active);
      this.chart.tooltip!.setActiveElements(active, { x: 0, y: 0 });
      this.chart.update('none');
    }
  }

  private tell() {
    const plot = this.element('.plot');
    const { categories, series } = this.current!;
    const place = Math.min(this.cursor, categories.length - 1);
    plot.setAttribute('aria-valuenow', String(Math.max(place, 0)));
    plot.setAttribute('aria-valuetext', place < 0 ? 'Nothing is chosen' : `${categories[place]}: ${series.map((one) => `${one.name} ${this.format(one.values[place])}`).join(', ')}`);
  }
}

customElements.define('bar-chart', BarChart);
