/** Counts by category as bars, beside or on top of each other. */
import { BarController, BarElement, CategoryScale, Chart, LinearScale, Tooltip, type ChartDataset } from 'chart.js';
import { ChartElement, type ChartData } from './chart-element';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

/** A value a category in each series. */
interface Data extends ChartData {
  /** What the categories are, above their column of the table. */
  of: string;
  stacked: boolean;
  lying: boolean;
  categories: string[];
  series: { name: string; values: number[] }[];
}

const LINE = 26;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity };

class BarChart extends ChartElement<Data> {
  protected prepare(data: Data) {
    // A chart of another kind is another chart.
    this.drop();
    return data.message ?? '';
  }

  protected draw(data: Data) {
    this.element('.plot').style.height = data.lying ? `${data.categories.length * LINE + 40}px` : '';
    const counts = {
      beginAtZero: true, stacked: data.stacked, border: { display: false }, ticks: { precision: 0, maxTicksLimit: 6, font: { size: 11 } },
    };
    const categories = { stacked: data.stacked, grid: { display: false }, ticks: { autoSkip: !data.lying, maxRotation: 0, autoSkipPadding: 12, font: { size: 11 } } };
    this.chart = new Chart(this.canvas(), {
      type: 'bar',
      data: {
        labels: data.categories,
        datasets: data.series.map((series) => ({ label: series.name, data: series.values, hidden: this.isOff(series.name) })) as ChartDataset[],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: data.lying ? 'y' : 'x',
        interaction: { mode: 'index', intersect: false, axis: data.lying ? 'y' : 'x' },
        datasets: { bar: { categoryPercentage: 0.8, barPercentage: 0.92, borderRadius: 2, maxBarThickness: 36 } },
        plugins: { tooltip: { callbacks: { label: (item) => ` ${item.dataset.label}: ${Number(item.raw).toLocaleString()}` } } },
        scales: (data.lying ? { x: counts, y: categories } : { x: categories, y: counts }) as never,
      },
    });
  }

  protected rows(data: Data, table: HTMLTableElement, shown: number[]) {
    const head = table.createTHead().insertRow();
    head.append(this.heading('col', data.of), ...shown.map((number) => this.heading('col', data.series[number].name)));
    const body = table.createTBody();
    data.categories.forEach((category, place) => {
      const row = body.insertRow();
      row.append(this.heading('row', category));
      for (const number of shown) {
        row.insertCell().textContent = data.series[number].values[place].toLocaleString();
      }
    });
  }

  protected mark() {
    return '<rect width="24" height="8" rx="2" fill="currentColor"/>';
  }

  protected figure(data: Data, number: number) {
    return data.series[number].values.reduce((sum, value) => sum + value, 0).toLocaleString();
  }

  protected places() {
    return this.current!.categories.length;
  }

  protected words(place: number) {
    const { categories, series } = this.current!;
    return `${categories[place]}: ${series.map((one) => `${one.name} ${one.values[place].toLocaleString()}`).join(', ')}`;
  }

  protected has() {
    return true;
  }

  protected moved(key: string) {
    return key in STEPS ? this.cursor + STEPS[key] : undefined;
  }
}

customElements.define('bar-chart', BarChart);
