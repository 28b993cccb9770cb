/** A duration with its unit, such as '500ms', '10s', '1.5m' or '2h'. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

const MS_PER_UNIT: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/**
 * Milliseconds of a duration such as '500ms', '10s', '1.5m' or '2h'; undefined where the text is not one ('10' has no
 * unit).
 */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text.trim());
  const perUnit = MS_PER_UNIT[match?.[2] ?? ''];
  return match?.[1] && perUnit ? Number(match[1]) * perUnit : undefined;
}

/** A duration for people: '85 µs', '3.2 ms', '450 ms', '2.5 s', '3 min 10 s', '0 s'. */
export function formatDurationMs(ms: number): string {
  if (ms === 0) return '0 s';
  if (ms < 1) return `${Math.round(ms * 1_000)} µs`;
  if (ms < 1_000) return `${trimZeros(ms < 10 ? ms.toFixed(2) : ms.toFixed(ms < 100 ? 1 : 0))} ms`;
  if (ms < 60_000) return `${trimZeros((ms / 1_000).toFixed(1))} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes} min ${Math.round((ms - minutes * 60_000) / 1_000)} s`;
}

/** '1 connection', '5 connections'; the plural of a noun that does not just take an s is given. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

/** A share between 0 and 1 as '97.5 %'; never rounded up to 100 % or down to 0 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 99.9 && percent < 100) return `${(Math.floor(percent * 100) / 100).toFixed(2)} %`;
  return `${trimZeros(percent.toFixed(1))} %`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
