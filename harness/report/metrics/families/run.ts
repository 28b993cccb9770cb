import { type MetricFamily, ms, OUTCOMES } from './family.ts';

/** What is told of every run, without a label. */
export const RUN_FAMILIES = {
  status: { name: 'poolproof.run.status', unit: '', help: `How the run ended, ${OUTCOMES}, 130 interrupted.` },
  end: ms('poolproof.run.end_timestamp', 'When it ended, since 1970.'),
  duration: ms('poolproof.run.duration', 'How long it took.'),
} as const satisfies Record<string, MetricFamily>;
