// How lines are told apart. No imports, because the page's script has this file in its bundle.

/** How a line is drawn, in the words of Chart.js. */
export interface Stroke {
  borderColor: string;
  backgroundColor: string;
  borderWidth: number;
  borderDash?: number[];
  fill?: string;
  order?: number;
  /** False: points alone. */
  showLine?: boolean;
}

const DASHES = [[], [9, 4], [2, 3], [10, 3, 2, 3], [18, 5]];
const WIDTHS = [2, 3.5, 1];

/**
 * The stroke of one configuration among several. Colours are alike for some readers, and on some paper: the first
 * fifteen differ by their dashes or by their width too.
 */
export function strokeOf(theme: { series: string[]; accent: string }, index: number): Stroke {
  const colour = theme.series[index % theme.series.length] ?? theme.accent;
  const borderDash = DASHES[index % DASHES.length] ?? [];
  const borderWidth = WIDTHS[Math.floor(index / DASHES.length) % WIDTHS.length] ?? 2;
  return { borderColor: colour, backgroundColor: colour, borderDash, borderWidth };
}
