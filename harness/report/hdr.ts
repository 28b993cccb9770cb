import { HistogramLogWriter } from 'hdr-histogram-js';
import type { ComparisonRecord } from '../record/comparison.ts';
import { decodeHistogram } from '../record/hdr.ts';
import { played } from '../record/phases/select.ts';
import { PHASES } from '../record/phases/table.ts';
import type { RunRecord } from '../record/schema.ts';

interface Line {
  /** What the histogram is of, from the scenario to its name. */
  names: string[];
  lengthMs: number;
  histogram: string;
}

// A histogram log (.hlog) and not a table of percentiles (.hgrm): one file holds every histogram of a run with all
// that was counted, and HistogramLogProcessor or HdrHistogramVisualizer make the percentiles of any of them, by tag.

/** Every histogram of a run, tagged SCENARIO/CONFIGURATION/HISTOGRAM. */
export function renderRunHdr(record: RunRecord): string {
  const lines = record.cases.flatMap(({ scenario, configuration, histograms, evidence }) => {
    const load = played(evidence.phases, PHASES.load);
    const lengthMs = load ? load.endMs - load.startMs : 0;
    return Object.entries(histograms).map(([name, histogram]) => ({
      names: [scenario, configuration, name],
      lengthMs,
      histogram,
    }));
  });
  return histogramLog(record, lines);
}

/** Those of a comparison, each of all windows of its configuration. */
export function renderComparisonHdr(record: ComparisonRecord): string {
  const lengthMs = Date.parse(record.finishedAt) - Date.parse(record.startedAt);
  const lines = Object.entries(record.histograms).flatMap(([configuration, histograms]) =>
    Object.entries(histograms).map(([name, histogram]) => ({
      names: [record.scenario, configuration, name],
      lengthMs,
      histogram,
    })),
  );
  return histogramLog(record, lines);
}

/** Values are in microseconds, which the greatest ones beside them are told in milliseconds of. */
const PER_MS = 1_000;

function histogramLog({ id, startedAt }: { id: string; startedAt: string }, lines: readonly Line[]): string {
  const parts: string[] = [];
  const log = new HistogramLogWriter((text) => parts.push(text));
  log.outputComment(`poolproof ${encodeURIComponent(id.toWellFormed())}; values are in microseconds, for`);
  log.outputComment(`HistogramLogProcessor -outputValueUnitRatio ${PER_MS}, which then shows milliseconds.`);
  log.outputComment('When in the run a line began is not recorded: each stands at 0.');
  log.outputLogFormatVersion();
  log.outputComment(`[StartTime: ${(Date.parse(startedAt) / 1_000).toFixed(3)} (seconds since epoch), ${startedAt}]`);
  log.outputLegend();
  for (const { names, lengthMs, histogram } of lines) {
    const decoded = decodeHistogram(histogram);
    // A tag ends at a comma or a space.
    decoded.tag = names.map((name) => encodeURIComponent(name.toWellFormed())).join('/');
    log.outputIntervalHistogram(decoded, 0, lengthMs / 1_000, PER_MS);
  }
  return parts.join('');
}
