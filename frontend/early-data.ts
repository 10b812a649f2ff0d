/** What was set on an element before its class was there would hide the accessor: sets it once more, by the accessor. */
export function takeEarlyData(element: HTMLElement & { data?: unknown }) {
  if (Object.hasOwn(element, 'data')) {
    const early = element.data;
    delete element.data;
    element.data = early;
  }
}
