export { strokeOf } from '../../charts/strokes.ts';

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
