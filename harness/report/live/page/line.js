export const WIDTH = 300;
export const HEIGHT = 48;

/** @typedef {{ at: number, value: number | null, limit: number | null }} LinePoint */

/**
 * The most of a line, and of it and its limit together.
 * @param {readonly LinePoint[]} points
 */
export function reachOf(points) {
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0));
  return { most, withLimit: Math.max(most, ...points.map(({ limit }) => limit ?? 0)) };
}

/**
 * The paths of a line and of its limit, from 0 at the foot to `top`; a gap where nothing was measured.
 * @param {readonly LinePoint[]} points
 * @param {number} top
 */
export function pathsOf(points, top) {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const span = last - first;
  /** @param {number} at */
  const x = (at) => round(span === 0 ? WIDTH : ((at - first) / span) * WIDTH);
  /** @param {number} value */
  const y = (value) => round(HEIGHT - 1 - (top === 0 ? 0 : (value / top) * (HEIGHT - 2)));
  /** @param {'value' | 'limit'} name */
  const pathOf = (name) => {
    let isDown = false;
    const steps = points.map((point) => {
      const value = point[name];
      const isFirst = !isDown;
      isDown = value !== null;
      if (value === null) return '';
      const place = `${x(point.at)} ${y(value)}`;
      // A point that stands alone is a dot.
      return isFirst ? `M${place}h0` : `L${place}`;
    });
    return steps.join('');
  };
  return { line: pathOf('value'), limit: pathOf('limit') };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
