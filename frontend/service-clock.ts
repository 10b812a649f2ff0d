/**
 * How much time is left until what was promised is due, or how long it has been over, ticking. Without a time it shows the word that
 * stands in its place. All clocks of a page tick together.
 */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 15 * MINUTE;

const ticking = new Set<ServiceClock>();
let timer: number | undefined;

function tick() {
  ticking.forEach((clock) => clock.show());
}

class ServiceClock extends HTMLElement {
  static observedAttributes = ['due', 'now', 'what', 'standing'];

  /** By how much the browser's clock is ahead of the server's, which has set what is due. */
  private ahead = 0;

  connectedCallback() {
    ticking.add(this);
    timer ??= window.setInterval(tick, SECOND);
    this.show();
  }

  disconnectedCallback() {
    ticking.delete(this);
    if (ticking.size === 0) {
      window.clearInterval(timer);
      timer = undefined;
    }
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null) {
    if (name === 'now' && value) {
      this.ahead = Date.now() - Number(value);
    }
    this.show();
  }

  show() {
    const due = this.getAttribute('due');
    if (!due) {
      this.put('standing', this.getAttribute('standing') ?? '');
      return;
    }
    const left = Number(due) - (Date.now() - this.ahead);
    const what = this.getAttribute('what') ?? '';
    this.put(left < 0 ? 'over' : left < SOON ? 'soon' : 'calm', left < 0 ? `${what} ${this.span(-left)} late` : `${what} in ${this.span(left)}`);
  }

  private put(state: string, text: string) {
    if (this.getAttribute('state') !== state) {
      this.setAttribute('state', state);
    }
    if (this.textContent !== text) {
      this.textContent = text;
    }
  }

  private span(time: number) {
    const days = Math.floor(time / DAY);
    const hours = Math.floor((time % DAY) / HOUR);
    const minutes = Math.floor((time % HOUR) / MINUTE);
    const seconds = Math.floor((time % MINUTE) / SECOND);
    return days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes} min` : `${minutes}:${String(seconds).padStart(2, '0')} min`;
  }
}

customElements.define('service-clock', ServiceClock);
