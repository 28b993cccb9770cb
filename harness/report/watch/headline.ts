import { formatDurationMs } from '../../core/units.ts';
import type { WatchRecord } from '../../record/watch.ts';

/** Who is watched: 'node service.mjs (pid 4711) and 2 more'. */
export function whoText({ processes, processesSeen, asked }: WatchRecord): string {
  const first = processes.find(({ pid }) => asked.pids.includes(pid)) ?? processes[0];
  if (!first) return 'nobody';
  const more = processesSeen > 1 ? ` and ${processesSeen - 1} more` : '';
  return `${first.name} (pid ${first.pid})${more}`;
}

/** The verdict of a watch in one sentence. */
export function watchHeadline(record: WatchRecord): string {
  const { status, durationMs, endedBy, asked } = record;
  const subject = `${whoText(record)} to ${asked.to}`;
  const after = endedBy === 'gone' ? `, which ended after ${formatDurationMs(durationMs)}` : '';
  const named = namesOf(record, status === 'fail' ? 'fail' : 'inconclusive').join(', ');
  if (status === 'fail') return `Failed: ${subject}${after}: ${named}.`;
  if (status === 'inconclusive') return `Inconclusive: ${subject}${after}: ${named} could not be judged.`;
  return `Passed: ${subject}${after}: every check held for ${formatDurationMs(durationMs)}.`;
}

function namesOf({ checks }: WatchRecord, status: 'fail' | 'inconclusive'): string[] {
  return checks.filter((check) => check.status === status).map(({ name }) => name);
}
