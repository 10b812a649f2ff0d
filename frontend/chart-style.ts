/** How charts look: six colours that people who see few colours tell apart, on light and on dark, and the table of the same figures. */
export const CHART_STYLE = `
    :host { display: flex; flex-direction: column; gap: 0.5rem; min-width: 0; font-size: var(--aura-font-size-s); }
    :host([hidden]) { display: none; }
    .head { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; }
    h3 { margin: 0; font-size: 0.9375rem; font-weight: 600; }
    button { font: inherit; color: inherit; border: 0; background: none; cursor: pointer; border-radius: var(--vaadin-radius-s); padding: 0.125rem 0.375rem; }
    button:hover { background: var(--vaadin-background-container); }
    button:focus-visible, .plot:focus-visible, .table:focus-visible { outline: 2px solid var(--vaadin-focus-ring-color); outline-offset: 1px; }
    .as-table { flex: none; color: var(--aura-accent-text-color); font-weight: 500; }
    .plot { position: relative; height: var(--chart-height, 11rem); border-radius: var(--vaadin-radius-m); touch-action: pan-y; }
    .legend { display: flex; flex-wrap: wrap; gap: 0 0.375rem; margin-inline: -0.375rem; }
    .legend button { display: inline-flex; align-items: center; gap: 0.4375rem; font-variant-numeric: tabular-nums; }
    .legend svg { width: 1.5rem; height: 0.5rem; flex: none; }
    .legend .now { color: var(--vaadin-text-color-secondary); }
    .legend [aria-pressed='false'] { color: var(--vaadin-text-color-secondary); text-decoration: line-through; }
    .legend [aria-pressed='false'] svg { opacity: 0.25; }
    .message { display: grid; place-items: center; text-align: center; min-height: var(--chart-height, 11rem); margin: 0; color: var(--vaadin-text-color-secondary); }
    .table { max-height: calc(var(--chart-height, 11rem) + 2rem); overflow: auto; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: end; white-space: nowrap; border-bottom: 1px solid var(--vaadin-border-color-secondary); font-weight: 400; }
    thead th { position: sticky; top: 0; background: var(--panel-background, var(--vaadin-background-color)); font-weight: 600; }
    th:first-child { text-align: start; }
    [hidden] { display: none !important; }
    .colours { display: none; }
    .c0 { color: light-dark(#0072b2, #56b4e9); }
    .c1 { color: light-dark(#c24e00, #f58a4b); }
    .c2 { color: light-dark(#00805d, #35c99c); }
    .c3 { color: light-dark(#b0528a, #e8a3cd); }
    .c4 { color: light-dark(#966600, #efb73e); }
    .c5 { color: light-dark(#52525b, #c8c8d0); }
    .text { color: var(--vaadin-text-color-secondary); }
    .line { color: var(--vaadin-border-color-secondary); }
`;
