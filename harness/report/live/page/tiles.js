/** @import { LiveTile } from '../board.ts' */
/** @import { Snapshot } from '../story.ts' */
import { byId, make, setChildren, setText } from './elements.js';
import { HEIGHT, pathsOf, reachOf, WIDTH } from './line.js';

const SVG = 'http://www.w3.org/2000/svg';

/** @typedef {ReturnType<typeof makeTile>} Tile */

/** @type {Map<string, Tile>} */
const made = new Map();

/** @param {Pick<Snapshot, 'tiles' | 'points' | 'at'>} snapshot */
export function showTiles({ tiles, points, at }) {
  const lines = tiles.map((tile) => {
    const line = points.map(({ at, values, limits }) => {
      return { at, value: values[tile.key] ?? null, limit: limits[tile.key] ?? null };
    });
    return { tile, line, reach: reachOf(line) };
  });
  /** @param {string} scale */
  const topOf = (scale) =>
    Math.max(...lines.filter(({ tile }) => tile.scale === scale).map(({ reach }) => reach.withLimit));
  const past = points.length > 1 ? `last ${at.of === 'round' ? `${points.length} rounds` : secondsOf(points)}` : null;
  const elements = lines.map(({ tile, line, reach }) => {
    const there = made.get(tile.key) ?? makeTile();
    made.set(tile.key, there);
    const most = reach.most > 0 ? `most ${reach.most.toLocaleString('en', { maximumSignificantDigits: 3 })}` : null;
    show(there, tile, pathsOf(line, topOf(tile.scale)), [most, past]);
    return there.element;
  });
  setChildren(byId('tiles'), elements);
}

/** @param {Snapshot['points']} points */
function secondsOf(points) {
  return `${(points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)} s`;
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
 * @param {ReturnType<typeof pathsOf>} paths
 * @param {(string | null)[]} more
 */
function show({ element, label, value, about, limit, line }, told, paths, more) {
  const isAbove = told.limit !== null && told.value !== null && told.value > told.limit;
  const bound =
    told.limit === null ? null : `${isAbove ? 'above the limit' : 'limit'} ${told.limit.toLocaleString('en')}`;
  setText(label, told.label);
  setText(value, told.text);
  setText(about, [bound, ...more].filter((part) => part !== null).join(' · '));
  element.dataset.above = String(isAbove);
  line?.setAttribute('d', paths.line);
  limit?.setAttribute('d', paths.limit);
}
