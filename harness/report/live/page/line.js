export const WIDTH = 300;
export const HEIGHT = 48;

/**
 * The paths of a line and of its limit, from 0 at the foot to the most of both; a gap where nothing was measured.
 * @param {readonly { at: number, value: number | null, limit: number | null }[]} points
 */
export function lineOf(points) {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const span = last - first;
  const most = Math.max(0, ...points.map(({ value }) => value ?? 0));
  const top = Math.max(most, ...points.map(({ limit }) => limit ?? 0));
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
  return { line: pathOf('value'), limit: pathOf('limit'), span, most };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
