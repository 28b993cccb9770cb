/** @import { LiveTile } from '../board.ts' */
/** @import { Snapshot } from '../story.ts' */
import { byId, make, setChildren, setText } from './elements.js';
import { HEIGHT, lineOf, WIDTH } from './line.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {ReturnType<typeof makeTile>} Tile */

/** @type {Map<string, Tile>} */
const made = new Map();

/** @param {Pick<Snapshot, 'tiles' | 'points' | 'at'>} snapshot */
export function showTiles({ tiles, points, at }) {
  const elements = tiles.map((tile) => {
    const there = made.get(tile.key) ?? makeTile();
    made.set(tile.key, there);
    const values = points.map((point) => ({ at: point.at, value: point.values[tile.key] ?? null }));
    show(there, tile, lineOf(values, { now: at.number, limit: tile.limit }), at.of);
    return there.element;
  });
  setChildren(byId('tiles'), elements);
}

function makeTile() {
  const [label, value, about] = [make('figcaption'), make('p', 'value'), make('p', 'muted')];
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const [limit, line] = ['limit', 'line'].map((name) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', name);
    svg.append(path);
    return path;
  });
  return { element: make('figure', 'tile', label, value, svg, about), label, value, about, limit, line };
}

/**
 * @param {Tile} tile
 * @param {LiveTile} told
 * @param {ReturnType<typeof lineOf>} drawn
 * @param {Snapshot['at']['of']} unit
 */
function show({ element, label, value, about, limit, line }, told, drawn, unit) {
  const isAbove = told.limit !== null && told.value !== null && told.value > told.limit;
  const bound =
    told.limit === null ? [] : [`${isAbove ? 'above the limit' : 'limit'} ${told.limit.toLocaleString('en')}`];
  const span = drawn.span > 0 ? [`last ${drawn.span} ${unit}${drawn.span === 1 ? '' : 's'}`] : [];
  setText(label, told.label);
  setText(value, told.text);
  setText(about, [...bound, ...span].join(' · '));
  element.dataset.above = String(isAbove);
  line?.setAttribute('d', drawn.line);
  limit?.setAttribute('d', drawn.limit);
}
