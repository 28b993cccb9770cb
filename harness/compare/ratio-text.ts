// One notation for ratios, in the terminal, on the page, in sentences and on axes. No imports: the script of the page
// is bundled with it.

/** From here on, and from its inverse on, a ratio is a factor and no longer a percentage. */
const FACTOR_FROM = 2;

/** '+12 %', '−3.4 %', '±0 %'; '×3.1' from twice on, '÷2.5' from half on. */
export function changeText(ratio: number): string {
  return isFactor(ratio) ? factorText(ratio) : `${percentText(ratio)} %`;
}

/** '+8 to +16 %', '−2 to +5 %', '+80 % to ×2.1'; 'unknown' where it has no ends. */
export function intervalText(interval: 'unbounded' | { low: number; high: number }): string {
  if (interval === 'unbounded') return 'unknown';
  const { low, high } = interval;
  const isPercent = !isFactor(low) && !isFactor(high);
  return isPercent ? `${percentText(low)} to ${percentText(high)} %` : `${changeText(low)} to ${changeText(high)}`;
}

/** How far a ratio is from 1, without its sign: '4.2 %'. */
export function percentOf(ratio: number): string {
  return `${percentNumber(ratio)} %`;
}

function isFactor(ratio: number): boolean {
  return ratio >= FACTOR_FROM || ratio <= 1 / FACTOR_FROM;
}

function factorText(ratio: number): string {
  const factor = Math.max(ratio, 1 / ratio);
  return `${ratio > 1 ? '×' : '÷'}${factor < 10 ? Number(factor.toFixed(1)) : factor.toFixed(0)}`;
}

function percentText(ratio: number): string {
  const number = percentNumber(ratio);
  if (number === '0') return '±0';
  return `${ratio > 1 ? '+' : '−'}${number}`;
}

function percentNumber(ratio: number): string {
  const percent = Math.abs(ratio - 1) * 100;
  return percent < 9.95 ? String(Number(percent.toFixed(1))) : percent.toFixed(0);
}
