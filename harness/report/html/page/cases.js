import { open } from './later.js';
import { keepStop } from './matrix.js';

// Which cases are shown, and which of them are open.

const toolbar = document.querySelector('.toolbar');
const search = /** @type {HTMLInputElement | null} */ (document.querySelector('.toolbar input'));
const switches = [...document.querySelectorAll('[data-show]')];
const expand = document.querySelector('[data-do="expand"]');
const cases = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.case')]);
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('tr[data-case]')]);
const rowOf = new Map(rows.map((row) => [row.dataset.case, row]));

/** Shows the cases that the switch and the search leave, in the table and below it. */
function showCases() {
  const onlyBad = switches.some(
    (one) => one.getAttribute('data-show') === 'bad' && one.getAttribute('aria-pressed') === 'true',
  );
  const words = (search?.value ?? '').toLowerCase().split(/\s+/);
  for (const one of cases) {
    const name = one.querySelector('h3')?.textContent?.toLowerCase() ?? '';
    one.hidden = (onlyBad && !one.hasAttribute('data-bad')) || !words.every((word) => name.includes(word));
    const row = rowOf.get(one.id);
    if (row) row.hidden = one.hidden;
  }
  for (const body of document.querySelectorAll('.matrix tbody')) {
    /** @type {HTMLElement} */ (body).hidden = !body.querySelector('tr[data-case]:not([hidden])');
  }
  keepStop();
  const shown = cases.filter(({ hidden }) => !hidden).length;
  const status = document.querySelector('.toolbar [role="status"]');
  if (status) status.textContent = shown === cases.length ? '' : `${shown} of ${cases.length} cases`;
}

/** @param {Element} pressed */
function press(pressed) {
  for (const one of switches) one.setAttribute('aria-pressed', String(one === pressed));
  showCases();
}

/** Shows all, where a link leads to a case that is not shown. */
export function showAll() {
  if (search) search.value = '';
  const [all] = switches;
  if (all) press(all);
  else showCases();
}

for (const one of switches) one.addEventListener('click', () => press(one));
search?.addEventListener('input', showCases);
expand?.addEventListener('click', () => {
  const isExpanded = expand.getAttribute('aria-pressed') !== 'true';
  expand.setAttribute('aria-pressed', String(isExpanded));
  expand.textContent = isExpanded ? 'Collapse all' : 'Expand all';
  for (const one of cases.filter(({ hidden }) => !hidden)) {
    if (isExpanded) open(one);
    else one.open = false;
  }
});

// What is folded cannot be unfolded on paper.
/** @type {HTMLDetailsElement[]} */
let openedForPaper = [];
function openForPaper() {
  const folded = cases.filter((one) => !one.open);
  openedForPaper = [...openedForPaper, ...folded];
  folded.forEach(open);
}
function foldAgain() {
  for (const one of openedForPaper) one.open = false;
  openedForPaper = [];
}
addEventListener('beforeprint', openForPaper);
addEventListener('afterprint', foldAgain);
matchMedia('print').addEventListener('change', ({ matches }) => (matches ? openForPaper() : foldAgain()));

toolbar?.removeAttribute('hidden');
