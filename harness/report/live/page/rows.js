/** @import { LiveRow, LiveStatus } from '../board.ts' */
import { LIVE_STATUS } from '../status.ts';
import { byId, make, setChildren } from './elements.js';

/** @type {Map<string, { text: string, element: HTMLElement }>} */
let drawn = new Map();

/**
 * What waits, is being played and has been judged; a row is made anew where it has changed.
 * @param {LiveRow[]} rows
 */
export function showRows(rows) {
  const before = drawn;
  drawn = new Map(
    rows.map((row) => {
      const text = JSON.stringify(row);
      const kept = before.get(row.key);
      return [row.key, kept?.text === text ? kept : { text, element: rowOf(row) }];
    }),
  );
  const elements = [...drawn.values()].map(({ element }) => element);
  setChildren(byId('rows'), elements);
}

/** @param {LiveRow} row */
function rowOf({ name, status, note, checks }) {
  const row = make(
    'li',
    'row',
    make('p', 'name', signOf(status), name),
    make('div', '', make('p', '', note), ...listOf(checks)),
  );
  row.dataset.status = status;
  return row;
}

/** @param {LiveRow['checks']} checks */
function listOf(checks) {
  if (checks.length === 0) return [];
  const told = checks.filter(({ status }) => status === 'fail' || status === 'inconclusive');
  const others = checks.filter((check) => !told.includes(check));
  const sentences = told.map(({ name, status, summary }) => make('li', '', signOf(status), `${name}: ${summary}`));
  const names = others.map(({ name, status }) => chipOf(status, name));
  return [...(sentences.length > 0 ? [make('ul', 'told', ...sentences)] : []), make('div', 'chips', ...names)];
}

/**
 * @param {LiveStatus} status
 * @param {string} name
 */
function chipOf(status, name) {
  const chip = make('span', 'chip', signOf(status), name);
  chip.dataset.status = status;
  return chip;
}

/**
 * As a symbol, with its word for those who listen.
 * @param {LiveStatus} status
 */
function signOf(status) {
  const { symbol, word } = LIVE_STATUS[status];
  const seen = make('span', '', symbol);
  seen.ariaHidden = 'true';
  const sign = make('span', 'sign', seen, make('span', 'spoken', `${word}: `));
  sign.dataset.status = status;
  return sign;
}
