/** @import { Stroke } from '../../charts/strokes.ts' */
/** @import { Line } from '../../charts/types.ts' */
/** @import { Theme } from './theme.js' */
import { strokeOf } from './theme.js';

/** @param {Theme} theme */
export function spreadStrokes(theme) {
  return {
    band: { borderColor: theme.second, backgroundColor: theme.secondSoft, borderWidth: 0.5, fill: 'origin' },
    middle: { borderColor: theme.second, backgroundColor: theme.second, borderWidth: 1.75, borderDash: [2, 2] },
  };
}

/**
 * @param {Pick<Line, 'role' | 'configuration'>} line
 * @param {Theme} theme
 * @returns {Stroke}
 */
export function lineStroke({ role, configuration }, theme) {
  if (configuration === undefined) return strokes(theme)[role];
  const own = strokeOf(theme, configuration);
  // A limit in its configuration's stroke, thinner than the line that must stay below it.
  return role === 'limit' ? { ...own, borderWidth: own.borderWidth / 2 } : own;
}

/**
 * No two of one chart are told apart by their colour alone.
 * @param {Theme} theme
 * @returns {Record<Line['role'], Stroke>}
 */
function strokes(theme) {
  return {
    open: { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2 },
    // Between two requests a connection is idle for a moment: the line flickers, its area does not.
    active: { borderColor: theme.second, backgroundColor: theme.secondSoft, borderWidth: 1, fill: 'origin', order: 1 },
    limit: { borderColor: theme.limit, backgroundColor: theme.limit, borderWidth: 1.5, borderDash: [9, 4], order: -1 },
    descriptors: { borderColor: theme.accent, backgroundColor: theme.accent, borderWidth: 2 },
    memory: { borderColor: theme.second, backgroundColor: theme.second, borderWidth: 2 },
  };
}
