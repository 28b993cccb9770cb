/** @import { Plugin } from 'chart.js' */

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {{ label: string, borderColor: string, borderDash?: number[], borderWidth?: number }} Entry */

/**
 * A legend below the plot, in the page itself: however many and long the names are, the plot keeps its height.
 * @param {Entry[]} entries
 * @returns {Plugin<'line'>}
 */
export function curveLegend(entries) {
  const list = document.createElement('ul');
  list.className = 'curve-legend';
  list.append(...entries.map(itemOf));
  return {
    id: 'curve-legend',
    afterInit: ({ canvas }) => canvas.parentElement?.after(list),
    afterDestroy: () => list.remove(),
  };
}

/** @param {Entry} entry */
function itemOf({ label, borderColor, borderDash = [], borderWidth = 2 }) {
  const picture = document.createElementNS(SVG, 'svg');
  const line = picture.appendChild(document.createElementNS(SVG, 'path'));
  const stroke = {
    d: 'M0 6H24',
    stroke: borderColor,
    'stroke-dasharray': borderDash.join(' '),
    'stroke-width': String(borderWidth),
  };
  for (const [name, value] of Object.entries(stroke)) line.setAttribute(name, value);
  picture.setAttribute('aria-hidden', 'true');
  const name = document.createElement('span');
  Object.assign(name, { className: 'name', title: label, textContent: label });
  const item = document.createElement('li');
  item.append(picture, name);
  return item;
}
