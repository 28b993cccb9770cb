// The verdicts of all cases are one stop of the keyboard, in which arrow keys move; each explains itself.

const table = document.querySelector('.matrix');
const heads = [...(table?.querySelectorAll('thead th') ?? [])].map((head) => head.querySelector('abbr')?.title ?? '');

for (const link of /** @type {HTMLAnchorElement[]} */ ([...(table?.querySelectorAll('td.check a') ?? [])])) {
  const sentence = document.getElementById(link.hash.slice(1))?.querySelector('.sentence')?.textContent ?? '';
  const question = heads[/** @type {HTMLTableCellElement} */ (link.parentElement).cellIndex] ?? '';
  link.title = `${link.ariaLabel}\n${question}\n${sentence}`;
}

/** @returns {HTMLAnchorElement[][]} The links of each row that is shown: its case, and its verdicts. */
function grid() {
  const rows = [...(table?.querySelectorAll('tr[data-case]:not([hidden])') ?? [])];
  return rows.map((row) => [...row.querySelectorAll('a')]);
}

/** @type {Record<string, [rows: number, cells: number]>} */
const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
};

/** @param {KeyboardEvent} event */
function move(event) {
  const step = MOVES[event.key];
  const links = grid();
  const row = links.findIndex((ofRow) => ofRow.some((link) => link === event.target));
  if (!step || row < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const cell = links[row]?.indexOf(/** @type {HTMLAnchorElement} */ (event.target)) ?? 0;
  const ofNext = links[within(row + step[0], links.length)] ?? [];
  const next = ofNext[within(cell + step[1], ofNext.length)];
  event.preventDefault();
  next?.focus();
}

/**
 * @param {number} index
 * @param {number} length
 */
function within(index, length) {
  return Math.min(Math.max(index, 0), length - 1);
}

/** @type {HTMLAnchorElement | undefined} */
let stop;

/**
 * The one stop is where the reader was last.
 * @param {HTMLAnchorElement | undefined} link
 */
function stopAt(link) {
  if (stop) stop.tabIndex = -1;
  stop = link;
  if (stop) stop.tabIndex = 0;
}

/** Where the row of the stop is hidden, the first that is shown is the stop. */
export function keepStop() {
  if (!stop || stop.closest('[hidden]')) stopAt(grid()[0]?.[0]);
}

for (const link of grid().flat()) link.tabIndex = -1;
keepStop();
table?.addEventListener('keydown', (event) => move(/** @type {KeyboardEvent} */ (event)));
table?.addEventListener('focusin', ({ target }) => target instanceof HTMLAnchorElement && stopAt(target));
