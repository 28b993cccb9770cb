/** @import { Chart as Place, NightsChart } from '../../charts/types.ts' */
import { changeText } from '../../../compare/ratio-text.ts';
import { commitHref } from './commit-href.js';

const HEADS = ['night', 'change', 'cost', '95 %', 'tonight', 'state', 'commit'];

/**
 * Lists the nights of a series while the reader has them open: forty series of a hundred nights are too much to be
 * there all the time.
 * @param {{ id: string, drawing: NonNullable<Place['drawing']> }[]} drawings
 */
export function nightsTables(drawings) {
  const byId = new Map(drawings.map(({ id, drawing }) => [id, drawing]));
  for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-nights]'))) {
    details.addEventListener('toggle', () => {
      const drawing = byId.get(details.dataset.nights ?? '');
      details.querySelector('.scroll')?.remove();
      if (details.open && drawing?.kind === 'nights') details.append(tableOf(drawing, details.dataset.title ?? ''));
    });
  }
}

/**
 * The latest night first.
 * @param {NightsChart} drawing
 * @param {string} title
 */
function tableOf(drawing, title) {
  const head = element(
    'tr',
    HEADS.map((text) => element('th', [text], { scope: 'col' })),
  );
  const rows = drawing.days.map((_, night) => rowOf(drawing, night)).reverse();
  const table = element('table', [element('thead', [head]), element('tbody', rows)]);
  return element('div', [table], { class: 'scroll', role: 'region', 'aria-label': title, tabindex: '0' });
}

/**
 * @param {NightsChart} drawing
 * @param {number} night
 */
function rowOf(drawing, night) {
  const { days, costs, lows, highs, absolutes, states, commits, base } = drawing;
  const cost = costs[night];
  return element('tr', [
    element('th', [days[night] ?? ''], { scope: 'row' }),
    figure(cost == null ? '–' : changeText(cost / base)),
    figure(ratio(cost)),
    figure(`${ratio(lows[night])} – ${ratio(highs[night])}`),
    figure(absolutes[night] ?? '–'),
    element('td', [states[night] ?? '']),
    element('td', [commitOf(commits[night] ?? 'an unknown commit', commitHref(drawing, night))]),
  ]);
}

/** @param {string} text */
function figure(text) {
  return element('td', [text], { class: 'figure' });
}

/**
 * @param {string} commit
 * @param {string | null} href
 */
function commitOf(commit, href) {
  return href === null ? commit : element('a', [commit], { href });
}

/** @param {number | null | undefined} value */
function ratio(value) {
  return value == null ? '–' : value.toFixed(3);
}

/**
 * @param {string} tag
 * @param {(string | Node)[]} children
 * @param {Record<string, string>} attributes
 */
function element(tag, children, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
