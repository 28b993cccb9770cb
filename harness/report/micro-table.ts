import type { Micro, MicroSection, MicroTask } from '../record/micro.ts';
import type { Look } from './terminal/look.ts';
import { left, right, table } from './terminal/table.ts';
import { wrap } from './terminal/text.ts';

/** A comparison measures its rounds in turns, and this not. */
export const MICRO_CAUTION =
  'Measured once, one configuration after the other, so that the machine’s drift is in it: it explains, and decides nothing.';

/** The cost of a request through each configuration as lines of a table: those measured alike under one heading. */
export function renderMicro({ measured, missing }: MicroSection, look: Look): string[] {
  const tables = batchesOf(measured).map((batch) => [
    look.paint('bold', headingOf(batch)),
    ...tableLines(measured, batch, look),
  ]);
  const reasons = reasonsOf(missing).flatMap((reason) => wrap(reason, look.width));
  return [...tables, ...(reasons.length > 0 ? [reasons] : [])].flatMap((lines, index) =>
    index === 0 ? lines : ['', ...lines],
  );
}

/** Why the others were not measured: 'a, b: reason', once for those that share it. */
export function reasonsOf(missing: MicroSection['missing']): string[] {
  const named = Map.groupBy(missing, ({ reason }) => reason);
  return [...named].map(([reason, them]) => `${them.map(({ configuration }) => configuration).join(', ')}: ${reason}`);
}

export function batchesOf(measured: readonly Micro[]): number[] {
  return [...new Set(measured.flatMap(({ tasks }) => tasks.map(({ batch }) => batch)))];
}

export function headingOf(batch: number): string {
  return batch === 1 ? 'One request after the other, µs a request' : `Batches of ${batch} requests at once, µs a batch`;
}

function tableLines(measured: readonly Micro[], batch: number, look: Look): string[] {
  const rows = measured.flatMap(({ configuration, tasks }) => {
    const task = tasks.find((one) => one.batch === batch);
    return task ? [[left(configuration), ...COLUMNS.map(({ text }) => right(text(task)))]] : [];
  });
  const head = [left('configuration', 'dim'), ...COLUMNS.map(({ heading }) => right(heading, 'dim'))];
  return table([head, ...rows], look);
}

export const COLUMNS: readonly { heading: string; text(of: MicroTask): string }[] = [
  { heading: 'mean', text: ({ meanUs }) => formatUs(meanUs) },
  { heading: '± %', text: ({ rmePercent }) => rmePercent.toFixed(1) },
  { heading: 'p50', text: ({ p50Us }) => formatUs(p50Us) },
  { heading: 'p99', text: ({ p99Us }) => formatUs(p99Us) },
  { heading: 'samples', text: ({ samples }) => samples.toLocaleString('en') },
];

/** Microseconds without their unit, three digits or more of them: '85.3', '1,234'. */
function formatUs(us: number): string {
  return us < 100 ? us.toPrecision(3) : Math.round(us).toLocaleString('en');
}
