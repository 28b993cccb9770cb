/** @import { Stroke } from '../../charts/strokes.ts' */

/**
 * A line of the legend; `textAt`: what the line is at a moment, for people, where there are moments.
 * @typedef {{ name: string, stroke: Stroke, textAt?(tMs: number): string }} Entry
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A legend below a chart, each line with a swatch of its own stroke and with its value at the cursor.
 * @param {Entry[]} entries
 */
export function makeLegend(entries) {
  const element = document.createElement('ul');
  element.className = 'legend';
  const values = entries.map(({ name, stroke, textAt }) => {
    const item = element.appendChild(document.createElement('li'));
    const label = document.createElement('span');
    Object.assign(label, { className: 'name', title: name, textContent: name });
    item.append(swatch(stroke), label);
    return textAt ? item.appendChild(document.createElement('b')) : null;
  });
  return {
    element,
    /** @param {number | null} tMs */
    tell(tMs) {
      values.forEach((value, index) => {
        if (value) value.textContent = tMs === null ? '' : (entries[index]?.textAt?.(tMs) ?? '');
      });
    },
  };
}

/** @param {Stroke} stroke */
function swatch({ borderColor, backgroundColor, borderWidth, borderDash = [], fill, showLine = true }) {
  const picture = document.createElementNS(SVG, 'svg');
  const attributes = { class: 'swatch', viewBox: '0 0 30 10', width: '30', height: '10', 'aria-hidden': 'true' };
  setAll(picture, attributes);
  if (fill !== undefined) {
    const area = { x: '0', y: '0', width: '30', height: '10', fill: backgroundColor };
    setAll(picture.appendChild(document.createElementNS(SVG, 'rect')), area);
  }
  setAll(picture.appendChild(document.createElementNS(SVG, 'path')), {
    d: shapeOf({ isArea: fill !== undefined, isLine: showLine }),
    fill: showLine ? 'none' : backgroundColor,
    stroke: borderColor,
    'stroke-width': String(borderWidth),
    'stroke-dasharray': borderDash.join(' '),
  });
  return picture;
}

/**
 * The upper edge of an area, the middle of a line, or a point.
 * @param {{ isArea: boolean, isLine: boolean }} kind
 */
function shapeOf({ isArea, isLine }) {
  if (!isLine) return 'M15 1L19 5L15 9L11 5Z';
  return isArea ? 'M0 0.5H30' : 'M0 5H30';
}

/**
 * @param {Element} element
 * @param {Record<string, string>} attributes
 */
function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
