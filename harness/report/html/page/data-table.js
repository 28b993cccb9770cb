/** @import { Drawing } from './configure.js' */
/** @import { Table } from './tables.js' */
/** @import { TimeGroup } from './time-group.js' */
import { tableOf } from './tables.js';

/**
 * The figures behind a chart, below it. The table is made when it is opened, of what the chart draws, so that it costs
 * the page nothing; of time it shows the stretch that the chart shows.
 * @param {HTMLCanvasElement} canvas
 * @param {Drawing} drawing
 * @param {TimeGroup | null} group
 */
export function addDataTable(canvas, drawing, group) {
  const figure = canvas.closest('figure');
  if (!figure || tableOf(drawing, null) === null) return;
  const title = figure.querySelector('figcaption strong')?.textContent ?? '';
  const details = figure.appendChild(document.createElement('details'));
  details.className = 'data';
  const summary = details.appendChild(document.createElement('summary'));
  summary.textContent = 'Data table';
  const fill = () => {
    details.querySelector('.scroll')?.remove();
    const table = details.open ? tableOf(drawing, group?.range ?? null) : null;
    if (table) details.append(boxOf(table, title));
  };
  details.addEventListener('toggle', fill);
  group?.join({ zoom: fill, point: () => {}, textAt: () => '' });
}

/**
 * @param {Table} table
 * @param {string} title
 */
function boxOf({ head, rows, note }, title) {
  const box = document.createElement('div');
  box.className = 'scroll';
  box.tabIndex = 0;
  // No landmark: every case has tables of these names.
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', `Data of ${title}`);
  const table = box.appendChild(document.createElement('table'));
  if (note) table.createCaption().textContent = note;
  const top = table.createTHead().insertRow();
  head.forEach((text, column) => {
    top.append(cell('th', text, { scope: 'col', isFigure: rows.every((row) => isFigure(row[column])) && column > 0 }));
  });
  const body = table.createTBody();
  for (const [name = '', ...values] of rows) {
    const row = body.insertRow();
    row.append(cell('th', name, { scope: 'row' }));
    row.append(...values.map((value) => cell('td', value, { isFigure: isFigure(value) })));
  }
  return box;
}

/**
 * @param {'th' | 'td'} kind
 * @param {string} text
 * @param {{ scope?: string, isFigure?: boolean }} options
 */
function cell(kind, text, { scope, isFigure = false }) {
  const element = document.createElement(kind);
  element.textContent = text;
  if (scope) element.setAttribute('scope', scope);
  if (isFigure) element.className = 'figure';
  return element;
}

/**
 * A number, or that there is none.
 * @param {string | undefined} text
 */
function isFigure(text) {
  return /^(–|-?\d[\d,.]*)$/.test(text ?? '');
}
