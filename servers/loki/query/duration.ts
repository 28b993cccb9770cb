const UNITS_MS: [unit: string, ms: number][] = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
];
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Milliseconds of a duration as Prometheus writes it, such as `1h30m`; undefined where it is none. */
export function parseGoDurationMs(text: string): number | undefined {
  if (text === '0') return 0;
  const match = text === '' ? null : DURATION.exec(text);
  if (!match) return undefined;
  return UNITS_MS.reduce((sum, [, ms], index) => sum + Number(match[index + 1] ?? 0) * ms, 0);
}

/** The same the other way round, without weeks: `30d1h`. */
export function formatGoDuration(ms: number): string {
  let restMs = Math.floor(ms);
  let text = '';
  for (const [unit, unitMs] of UNITS_MS) {
    const count = Math.floor(restMs / unitMs);
    if (count === 0 || unit === 'w') continue;
    text += `${count}${unit}`;
    restMs -= count * unitMs;
  }
  return text || '0s';
}
