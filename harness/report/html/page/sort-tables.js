/** Lets the reader sort every table whose heads are buttons. */
export function sortTables() {
  for (const button of document.querySelectorAll('th[data-first] > button')) {
    button.addEventListener('click', () => sortBy(/** @type {HTMLTableCellElement} */ (button.parentElement)));
  }
}

/** @param {HTMLTableCellElement} head */
function sortBy(head) {
  const table = head.closest('table');
  const body = table?.tBodies[0];
  if (!table || !body) return;
  const order = orderAfter(head);
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', order);
  const keyed = [...body.rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }));
  keyed.sort((a, b) => compareKeys(a.key, b.key, order === 'ascending' ? 1 : -1));
  body.append(...keyed.map(({ row }) => row));
}

/** @param {HTMLTableCellElement} head */
function orderAfter(head) {
  const now = head.getAttribute('aria-sort');
  if (now === null) return head.dataset.first ?? 'ascending';
  return now === 'ascending' ? 'descending' : 'ascending';
}

/**
 * A number, a text, or null where the cell has neither.
 * @param {HTMLTableCellElement | undefined} cell
 */
function keyOf(cell) {
  const value = cell?.dataset.value;
  if (value === undefined) return cell?.textContent.trim() ?? null;
  return value === '' ? null : Number(value);
}

/**
 * @param {number | string | null} a
 * @param {number | string | null} b
 * @param {1 | -1} direction
 */
function compareKeys(a, b, direction) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const isText = typeof a === 'string' || typeof b === 'string';
  const order = isText ? String(a).localeCompare(String(b), 'en', { numeric: true }) : a - b;
  return order * direction;
}
