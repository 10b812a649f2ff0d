/** Series of values over time as lines or stacked bars. Where nothing was sampled is a gap. */
import { BarController, BarElement, Chart, LineController, LineElement, LinearScale, PointElement, Tooltip, type ChartDataset } from 'chart.js';
import { ChartElement, COLOURS, type ChartData } from './chart-element';

Chart.register(BarController, BarElement, LineController, LineElement, LinearScale, PointElement, Tooltip);

interface Series {
  name: string;
  unit: string;
  /** Time in milliseconds, and the value. */
  points: [number, number][];
}

/** Times in milliseconds. */
interface Data extends ChartData {
  bars: boolean;
  from: number;
  to: number;
  step: number;
  series: Series[];
}

/** Told apart by dashes where colours are not. */
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [14, 4], [4, 2, 1, 2]];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR,
  6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 61 * DAY, 91 * DAY];

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };

class TimeChart extends ChartElement<Data> {
  /** The times that have a place on the chart, a step apart, and the values there by series; null is a gap. */
  private times: number[] = [];
  private values: (number | null)[][] = [];

  protected prepare(data: Data) {
    this.arrange(data);
    const empty = this.values.every((series) => series.every((value) => value === null));
    return data.message ?? (empty ? 'No samples yet' : '');
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

  protected draw(data: Data) {
    const type = data.bars ? 'bar' : 'line';
    if (this.chart && (this.chart.config as { type: string }).type !== type) {
      this.drop();
    }
    this.chart ??= new Chart(this.canvas(), {
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
      hidden: this.isOff(series.name),
      yAxisID: units.indexOf(series.unit) === 0 ? 'y' : 'other',
      ...(data.bars ? {} : { borderWidth: 2, tension: 0, spanGaps: false, borderDash: DASHES[number % COLOURS], pointRadius: this.alone(number), pointHoverRadius: 4 }),
    })) as unknown as ChartDataset[];
    const most = (unit: string) => Math.max(...this.values.filter((_, number) => data.series[number].unit === unit && !this.isOff(data.series[number].name)).flat().map(Number), 1);
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

  protected mark(data: Data, number: number) {
    return data.bars ? '<rect width="24" height="8" rx="2" fill="currentColor"/>'
      : `<line x2="24" y1="4" y2="4" stroke="currentColor" stroke-width="2.5" stroke-dasharray="${DASHES[number % COLOURS]}"/>`;
  }

  protected figure(data: Data, number: number) {
    const latest = this.values[number].findLast((value) => value !== null);
    return latest === undefined ? 'no samples' : this.format(latest, data.series[number].unit);
  }

  /** The newest first; times that have no sample are left out. */
  protected rows(data: Data, table: HTMLTableElement, shown: number[]) {
    const head = table.createTHead().insertRow();
    head.append(this.heading('col', 'Time'), ...shown.map((number) => this.heading('col', data.series[number].name)));
    const body = table.createTBody();
    for (let slot = this.times.length - 1; slot >= 0; slot--) {
      if (shown.some((number) => this.values[number][slot] !== null)) {
        const row = body.insertRow();
        row.append(this.heading('row', this.time(this.times[slot], true)));
        for (const number of shown) {
          row.insertCell().textContent = this.format(this.values[number][slot], data.series[number].unit);
        }
      }
    }
  }

  protected places() {
    return this.times.length;
  }

  protected words(slot: number) {
    return `${this.time(this.times[slot], true)}: ${this.current!.series.map((series, number) =>
      `${series.name} ${this.values[number][slot] === null ? 'not sampled' : this.format(this.values[number][slot], series.unit)}`).join(', ')}`;
  }

  protected has(number: number, slot: number) {
    return this.values[number][slot] !== null;
  }

  protected moved(key: string) {
    // The newest is where one begins.
    return !(key in STEPS) ? undefined : this.cursor < 0 && Number.isFinite(STEPS[key]) ? this.times.length - 1 : this.cursor + STEPS[key];
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
}

customElements.define('time-chart', TimeChart);
