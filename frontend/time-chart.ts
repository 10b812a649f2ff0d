/**
 * Series of values over time as lines or stacked bars. The values at a time are told by hovering or with the arrow keys,
 * the legend switches series on and off, and the same figures are there as a table. Where nothing was sampled is a gap.
 */
import { BarController, BarElement, Chart, LineController, LineElement, LinearScale, PointElement, Tooltip, type ChartDataset } from 'chart.js';
import { CHART_STYLE } from './chart-style';
import { takeEarlyData } from './early-data';

Chart.register(BarController, BarElement, LineController, LineElement, LinearScale, PointElement, Tooltip);

interface Series {
  name: string;
  unit: string;
  /** Time in milliseconds, and the value. */
  points: [number, number][];
}

/** Times in milliseconds. A message stands in place of the chart. */
interface Data {
  title: string;
  bars: boolean;
  from: number;
  to: number;
  step: number;
  series: Series[];
  message?: string;
}

/** Told apart by dashes where colours are not. */
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const COLOURS = DASHES.length;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR,
  6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 61 * DAY, 91 * DAY];

const template = document.createElement('template');
template.innerHTML = `
  <style>${CHART_STYLE}</style>
  <div class="head"><h3></h3><button class="as-table" type="button" aria-pressed="false">As a table</button></div>
  <p class="message" role="status">Loading …</p>
  <div class="plot" tabindex="0" role="slider" aria-orientation="horizontal" aria-valuemin="0" hidden><canvas aria-hidden="true"></canvas></div>
  <div class="table" tabindex="0" role="region" hidden><table></table></div>
  <div class="legend" role="group" aria-label="Series" hidden></div>
  <div class="colours" aria-hidden="true">${[...DASHES.map((_, number) => `c${number}`), 'text', 'line'].map((name) => `<i class="${name}"></i>`).join('')}</div>
`;

class TimeChart extends HTMLElement {
  private current?: Data;
  private chart?: Chart;
  /** The times that have a place on the chart, a step apart, and the values there by series; null is a gap. */
  private times: number[] = [];
  private values: (number | null)[][] = [];
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
    const plot = this.element('.plot');
    plot.addEventListener('keydown', (event) => this.key(event));
    plot.addEventListener('blur', () => this.point(-1));
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
    this.arrange(data);
    const empty = this.values.every((series) => series.every((value) => value === null));
    const message = data.message ?? (empty ? 'No samples yet' : '');
    this.element('h3').textContent = data.title;
    this.element('.message').textContent = message;
    this.element('.message').hidden = !message;
    this.element('.plot').hidden = !!message || this.table;
    this.element('.table').hidden = !!message || !this.table;
    this.element('.legend').hidden = !!message;
    this.element('.as-table').hidden = !!message;
    this.element('.as-table').setAttribute('aria-pressed', String(this.table));
    this.element('.as-table').setAttribute('aria-label', `${data.title} as a table`);
    this.element('.as-table').textContent = this.table ? 'As a chart' : 'As a table';
    if (message) {
      this.drop();
      return;
    }
    this.legend(data);
    if (this.table) {
      this.drop();
      this.rows(data);
    } else {
      this.draw(data);
    }
  }

  /** Samples of several origins are rarely taken at the same moment: each goes to the step that it falls in. */
  private arrange({ from, to, step, series }: Data) {
    const first = Math.floor(from / step);
    const count = Math.max(Math.floor(to / step) - first + 1, 0);
    this.times = Array.from({ length: count }, (_, slot) => (first + slot) * step);
    this.values = series.map(({ points }) => {
      const values = new Array<number | null>(count).fill(null);
      for (const [time, value] of points) {
        const slot = Math.floor(time / step) - first;
        if (slot >= 0 && slot < count) {
          values[slot] = value;
        }
      }
      return values;
    });
  }

  private draw(data: Data) {
    const type = data.bars ? 'bar' : 'line';
    if (this.chart && (this.chart.config as { type: string }).type !== type) {
      this.drop();
    }
    this.chart ??= new Chart(this.shadowRoot!.querySelector('canvas')!, {
      type,
      data: { datasets: [] },
      options: {
        animation: false,
        maintainAspectRatio: false,
        normalized: true,
        interaction: { mode: 'index', intersect: false, axis: 'x' },
        datasets: { bar: { categoryPercentage: 1, barPercentage: 0.86, borderRadius: 2, grouped: false } },
        plugins: {
          tooltip: {
            callbacks: {
              title: (items) => (items.length ? this.time(this.times[items[0].dataIndex], true) : ''),
              label: (item) => ` ${item.dataset.label}: ${this.format(item.parsed.y, this.current!.series[item.datasetIndex].unit)}`,
            },
          },
        },
      },
      plugins: [{ id: 'cursor', afterDatasetsDraw: (chart) => this.drawCursor(chart) }],
    });
    const units = [...new Set(data.series.map((series) => series.unit))];
    this.chart.data.datasets = data.series.map((series, number) => ({
      label: series.name,
      data: this.times.map((x, slot) => ({ x, y: this.values[number][slot] })),
      hidden: this.off.has(series.name),
      yAxisID: units.indexOf(series.unit) === 0 ? 'y' : 'other',
      ...(data.bars ? {} : { borderWidth: 2, tension: 0, spanGaps: false, borderDash: DASHES[number % COLOURS], pointRadius: this.alone(number), pointHoverRadius: 4 }),
    })) as unknown as ChartDataset[];
    const most = (unit: string) => Math.max(...this.values.filter((_, number) => data.series[number].unit === unit && !this.off.has(data.series[number].name)).flat().map(Number), 1);
    const axis = (unit: string, right: boolean) => ({
      type: 'linear', position: right ? 'right' : 'left', beginAtZero: true, stacked: data.bars, border: { display: false },
      grid: { drawOnChartArea: !right }, ticks: {
        maxTicksLimit: 6, font: { size: 11 }, callback: (value: number) => this.format(value, unit),
        // Bytes in whole powers of two, for their units are.
        ...(unit === 'B' && { stepSize: 2 ** Math.ceil(Math.log2(most(unit) / 4)) }),
      },
    });
    this.chart.options.scales = {
      x: {
        type: 'linear', min: data.from, max: data.to, stacked: data.bars, grid: { display: false }, ticks: { maxRotation: 0, autoSkipPadding: 16, font: { size: 11 }, callback: (value: number) => this.tick(value) },
        afterBuildTicks: (scale: { width: number; ticks: { value: number }[] }) => { scale.ticks = this.ticks(data, scale.width); },
      },
      y: axis(units[0], false),
      ...(units.length > 1 ? { other: axis(units[1], true) } : {}),
    } as never;
    this.element('.plot').setAttribute('aria-label', `${data.title}, ${data.series.map((series) => series.name).join(', ')}. Arrow keys tell the values at a time.`);
    this.element('.plot').setAttribute('aria-valuemax', String(Math.max(this.times.length - 1, 0)));
    this.tell();
    this.paint();
  }

  /** A sample between two gaps has no line that would show it. */
  private alone(number: number) {
    return ({ dataIndex }: { dataIndex: number }) => {
      const values = this.values[number];
      return values && (values[dataIndex - 1] ?? null) === null && (values[dataIndex + 1] ?? null) === null ? 2.5 : 0;
    };
  }

  private drawCursor(chart: Chart) {
    const [active] = chart.getActiveElements();
    if (active) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.strokeStyle = this.colour('text');
      ctx.globalAlpha = 0.5;
      ctx.beginPath();
      ctx.moveTo(active.element.x, chartArea.top);
      ctx.lineTo(active.element.x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    }
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
      dataset.borderColor = dataset.backgroundColor = this.colour(`c${number % COLOURS}`);
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
      button.innerHTML = data.bars
        ? `<svg class="c${number % COLOURS}" aria-hidden="true"><rect width="24" height="8" rx="2" fill="currentColor"/></svg>`
        : `<svg class="c${number % COLOURS}" aria-hidden="true"><line x2="24" y1="4" y2="4" stroke="currentColor" stroke-width="2.5" stroke-dasharray="${DASHES[number % COLOURS]}"/></svg>`;
      const now = document.createElement('span');
      now.className = 'now';
      const latest = this.values[number].findLast((value) => value !== null);
      now.textContent = latest === undefined ? 'no samples' : this.format(latest, series.unit);
      button.append(series.name, now);
      button.addEventListener('click', () => {
        this.off.has(series.name) ? this.off.delete(series.name) : this.off.add(series.name);
        this.show();
      });
      return button;
    }));
    (this.element('.legend').children[focused] as HTMLElement | undefined)?.focus();
  }

  /** The newest first; times that have no sample are left out. */
  private rows(data: Data) {
    const shown = data.series.map((_, number) => number).filter((number) => !this.off.has(data.series[number].name));
    const table = document.createElement('table');
    table.createCaption().textContent = `${data.title}, the newest first`;
    const head = table.createTHead().insertRow();
    for (const text of ['Time', ...shown.map((number) => data.series[number].name)]) {
      const cell = document.createElement('th');
      cell.scope = 'col';
      cell.textContent = text;
      head.append(cell);
    }
    const body = table.createTBody();
    for (let slot = this.times.length - 1; slot >= 0; slot--) {
      if (shown.some((number) => this.values[number][slot] !== null)) {
        const row = body.insertRow();
        const time = document.createElement('th');
        time.scope = 'row';
        time.textContent = this.time(this.times[slot], true);
        row.append(time);
        for (const number of shown) {
          row.insertCell().textContent = this.format(this.values[number][slot], data.series[number].unit);
        }
      }
    }
    this.element('.table').setAttribute('aria-label', data.title);
    this.element('table').replaceWith(table);
  }

  private format(value: number | null, unit: string) {
    if (value === null) {
      return '–';
    }
    if (unit === 'B') {
      const power = Math.min(Math.floor(Math.log2(Math.max(Math.abs(value), 1)) / 10), 4);
      return `${this.number(value / 1024 ** power)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][power]}`;
    }
    return this.number(value) + (unit && ` ${unit}`);
  }

  private number(value: number) {
    return value.toLocaleString(undefined, Math.abs(value) < 1000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
  }

  /** At full hours and days of the reader's own zone. */
  private ticks({ from, to }: Data, width: number) {
    const step = TICKS.find((tick) => (to - from) / tick <= Math.max(width / 80, 2)) ?? 365 * DAY;
    const zone = new Date(from).getTimezoneOffset() * MINUTE;
    const ticks = [];
    for (let value = Math.ceil((from - zone) / step) * step + zone; value <= to; value += step) {
      ticks.push({ value });
    }
    return ticks;
  }

  private tick(value: number) {
    const { from, to } = this.current!;
    if (to - from <= 26 * HOUR) {
      return new Date(value).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', ...(to - from < 5 * MINUTE && { second: '2-digit' }), hour12: false });
    }
    return new Date(value).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  }

  private time(value: number, exact: boolean) {
    const { from, to, step } = this.current!;
    return new Date(value).toLocaleString(undefined, {
      month: 'short', day: 'numeric', ...(to - from > 200 * DAY && { year: 'numeric' }),
      ...(step < DAY && { hour: '2-digit', minute: '2-digit', hour12: false }), ...(exact && step < MINUTE && { second: '2-digit' }),
    });
  }

  private key(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
    if (event.key in steps) {
      // The newest is where one begins.
      const to = this.cursor < 0 && Number.isFinite(steps[event.key]) ? this.times.length - 1 : this.cursor + steps[event.key];
      this.point(Math.min(Math.max(to, 0), this.times.length - 1));
    } else if (event.key === 'Escape' && this.cursor >= 0) {
      this.point(-1);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private point(slot: number) {
    this.cursor = slot;
    this.tell();
    if (this.chart) {
      const active = slot < 0 ? [] : this.values.flatMap((values, datasetIndex) =>
        values[slot] === null || this.off.has(this.current!.series[datasetIndex].name) ? [] : [{ datasetIndex, index: slot }]);
      this.chart.setActiveElements(active);
      this.chart.tooltip!.setActiveElements(active, { x: 0, y: 0 });
      this.chart.update('none');
    }
  }

  private tell() {
    const plot = this.element('.plot');
    const slot = Math.min(this.cursor, this.times.length - 1);
    plot.setAttribute('aria-valuenow', String(Math.max(slot, 0)));
    plot.setAttribute('aria-valuetext', slot < 0 ? 'No time is chosen' : `${this.time(this.times[slot], true)}: ${
      this.current!.series.map((series, number) => `${series.name} ${this.values[number][slot] === null ? 'not sampled' : this.format(this.values[number][slot], series.unit)}`).join(', ')}`);
  }
}

customElements.define('time-chart', TimeChart);
