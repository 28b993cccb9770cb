export const WIDTH = 300;
export const HEIGHT = 48;

/**
 * The paths of a line and of its limit, from 0 at the foot to the most of both; a gap where nothing was measured.
 * @param {readonly { at: number, value: number | null }[]} points
 * @param {{ now: number, limit: number | null }} options
 */
export function lineOf(points, { now, limit }) {
  const first = points[0]?.at ?? now;
  const span = now - first;
  const most = Math.max(limit ?? 0, ...points.map(({ value }) => value ?? 0));
  /** @param {number} at */
  const x = (at) => round(span === 0 ? WIDTH : ((at - first) / span) * WIDTH);
  /** @param {number} value */
  const y = (value) => round(HEIGHT - 1 - (most === 0 ? 0 : (value / most) * (HEIGHT - 2)));
  let isDown = false;
  const steps = points.map(({ at, value }) => {
    if (value === null) {
      isDown = false;
      return '';
    }
    const place = `${x(at)} ${y(value)}`;
    // A point that stands alone is a dot.
    const step = isDown ? `L${place}` : `M${place}h0`;
    isDown = true;
    return step;
  });
  return { line: steps.join(''), limit: limit === null ? '' : `M0 ${y(limit)}H${WIDTH}`, span };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
