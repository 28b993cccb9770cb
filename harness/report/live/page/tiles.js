/** @import { LiveTile } from '../board.ts' */
/** @import { Snapshot } from '../story.ts' */
import { byId, make, setChildren, setText } from './elements.js';
import { HEIGHT, lineOf, WIDTH } from './line.js';

const UNITS = { second: 's', round: 'rounds' };
const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {ReturnType<typeof makeTile>} Tile */

/** @type {Map<string, Tile>} */
const made = new Map();

/** @param {Pick<Snapshot, 'tiles' | 'points' | 'at'>} snapshot */
export function showTiles({ tiles, points, at }) {
  const elements = tiles.map((tile) => {
    const there = made.get(tile.key) ?? makeTile();
    made.set(tile.key, there);
    const { key } = tile;
    const line = points.map(({ at, values, limits }) => {
      return { at, value: values[key] ?? null, limit: limits[key] ?? null };
    });
    show(there, tile, lineOf(line), at.of);
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
  const parts = [
    told.limit === null ? null : `${isAbove ? 'above the limit' : 'limit'} ${told.limit.toLocaleString('en')}`,
    drawn.most > 0 ? `most ${drawn.most.toLocaleString('en', { maximumSignificantDigits: 3 })}` : null,
    drawn.span > 0 ? `last ${drawn.span} ${UNITS[unit]}` : null,
  ];
  setText(label, told.label);
  setText(value, told.text);
  setText(about, parts.filter((part) => part !== null).join(' · '));
  element.dataset.above = String(isAbove);
  line?.setAttribute('d', drawn.line);
  limit?.setAttribute('d', drawn.limit);
}
