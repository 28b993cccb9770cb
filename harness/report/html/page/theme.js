/** The page's colours as its style sheet has them now, light or dark, on screen or on paper. */
export function readTheme() {
  const styles = getComputedStyle(document.documentElement);
  /** @param {string} name */
  const colour = (name) => styles.getPropertyValue(`--${name}`).trim();
  return {
    font: getComputedStyle(document.body).fontFamily,
    text: colour('text'),
    surface: colour('surface'),
    muted: colour('muted'),
    grid: colour('grid'),
    band: colour('band'),
    accent: colour('accent'),
    second: colour('second'),
    secondSoft: colour('second-soft'),
    limit: colour('limit'),
    reference: colour('reference'),
    pass: colour('pass'),
    fail: colour('fail'),
    unsure: colour('unsure'),
    series: [1, 2, 3, 4, 5, 6].map((number) => colour(`series-${number}`)),
  };
}

/** @typedef {ReturnType<typeof readTheme>} Theme */

/**
 * How a line is drawn, in the words of Chart.js.
 * @typedef {object} Stroke
 * @property {string} borderColor
 * @property {string} backgroundColor
 * @property {number} borderWidth
 * @property {number[]} [borderDash]
 * @property {string} [fill]
 * @property {number} [order]
 * @property {boolean} [showLine] false: points alone
 */

const DASHES = [[], [9, 4], [2, 3], [10, 3, 2, 3], [18, 5]];
const WIDTHS = [2, 3.5, 1];

/**
 * The stroke of one configuration among several. Colours are alike for some readers, and on some paper: the first
 * fifteen differ by their dashes or by their width too.
 * @param {Pick<Theme, 'series' | 'accent'>} theme
 * @param {number} index
 * @returns {Required<Pick<Stroke, 'borderDash'>> & Stroke}
 */
export function strokeOf(theme, index) {
  const colour = theme.series[index % theme.series.length] ?? theme.accent;
  const borderDash = DASHES[index % DASHES.length] ?? [];
  const borderWidth = WIDTHS[Math.floor(index / DASHES.length) % WIDTHS.length] ?? 2;
  return { borderColor: colour, backgroundColor: colour, borderDash, borderWidth };
}

/**
 * An axis: what it measures, in the muted colour, with a quiet grid.
 * @param {Theme} theme
 * @param {string} title
 */
export function axis(theme, title) {
  return {
    title: { display: true, text: title, color: theme.muted },
    ticks: { color: theme.muted, maxRotation: 0, includeBounds: false },
    grid: { color: theme.grid },
    border: { display: false },
  };
}

/** @param {Theme} theme */
export function legend(theme) {
  return {
    position: /** @type {const} */ ('bottom'),
    align: /** @type {const} */ ('start'),
    // A swatch is drawn in the point style of its line, which is 'line' where the line has no points.
    labels: {
      color: theme.text,
      usePointStyle: true,
      pointStyleWidth: 30,
      boxHeight: 7,
      padding: 14,
      sort: inGivenOrder,
    },
    // Hiding a line by a click would hide evidence from the next reader of a print-out.
    onClick: () => {},
  };
}

/**
 * @param {{ datasetIndex?: number | undefined }} a
 * @param {{ datasetIndex?: number | undefined }} b
 */
function inGivenOrder(a, b) {
  return (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0);
}
