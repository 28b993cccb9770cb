/** Shows of the overview, and of the charts below it, what the reader searches for. */
export function filterSeries() {
  const filter = document.querySelector('.filter');
  if (!filter) return;
  filter.addEventListener('input', () => apply(filter));
  // A browser that goes back fills in what was there before.
  addEventListener('pageshow', () => apply(filter));
}

/** @param {Element} filter */
function apply(filter) {
  const [text, state] = ['text', 'state'].map((name) => enteredIn(filter, name));
  const rows = /** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll('.overview tbody tr'));
  let shown = 0;
  for (const row of rows) {
    const isShown = (state === '' || row.dataset.state === state) && textOf(row).includes(text?.toLowerCase() ?? '');
    row.hidden = !isShown;
    shown += Number(isShown);
    const chart = document.getElementById(row.querySelector('a')?.hash.slice(1) ?? '');
    if (chart) chart.hidden = !isShown;
  }
  for (const subject of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.subject'))) {
    subject.hidden = subject.querySelector('.series:not([hidden])') === null;
  }
  const output = filter.querySelector('output');
  if (output) output.value = `${shown} of ${rows.length} series`;
}

/**
 * @param {Element} filter
 * @param {string} name
 */
function enteredIn(filter, name) {
  const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (
    filter.querySelector(`[data-filter="${name}"]`)
  );
  return field?.value.trim() ?? '';
}

/** @param {HTMLElement} row */
function textOf(row) {
  return row.textContent.toLowerCase();
}
