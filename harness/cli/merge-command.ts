import { Command, Option } from 'commander';
import { openRunFolder } from '../app/run-folder.ts';
import { mergeBlobs } from '../app/shards/merge.ts';
import { mergeComparisons } from '../app/shards/merge-comparisons.ts';
import { type AskedReport, writeAsked, writeKept } from '../app/write-reports.ts';
import { judgeComparison } from '../compare/judge-comparison.ts';
import { EXIT } from '../core/errors.ts';
import { type ReadBlob, readBlobs } from '../record/blob/read.ts';
import { FINGERPRINTS, type Fingerprint, kindOfBlob } from '../record/blob/schema.ts';
import { COMPARISON_REPORTS, RUN_REPORTS } from '../report/reports.ts';
import { shardsText } from '../report/shards.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { printComparison } from './print-comparison.ts';
import { askedText, offerReports } from './report-option.ts';
import { print, printJson, say } from './say.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  allowMixed?: Fingerprint[];
  out: string;
  json?: boolean;
  verbose?: boolean;
  report?: AskedReport[];
}

export function mergeCommand(): Command {
  const command = new Command('merge')
    .description("one record from the blobs of all shards of a run or a comparison, judged by today's rules")
    .argument('<blob...>', 'blobs, or folders that hold them')
    .addOption(new Option('--allow-mixed <what...>', 'what may differ between the shards').choices([...FINGERPRINTS]))
    .option('--out <dir>', 'where the record and its page go', 'results')
    .option('--json', 'the record on stdout and nothing else there')
    .option('--verbose', 'stacks of errors')
    .action(merge);
  return offerReports(command, RUN_REPORTS);
}

async function merge(places: string[], options: Options): Promise<void> {
  const read = await readBlobs(places);
  // Those of other kinds than the first are refused by name.
  const isComparison = read[0] !== undefined && kindOfBlob(read[0].blob) === 'comparison';
  await (isComparison ? mergeComparison(read, options) : mergeRun(read, options));
}

async function mergeComparison(read: ReadBlob[], { allowMixed = [], ...options }: Options): Promise<void> {
  const now = new Date();
  const record = judgeComparison(mergeComparisons(read, { allowMixed, now }));
  const folder = await openRunFolder(options.out, record.id, { startedAt: now, say });
  const files = await writeKept(COMPARISON_REPORTS, (kind) => folder.write(kind, record));
  await printComparison(record, { folder: folder.path(), record: files.json, page: files.html }, options);
}

async function mergeRun(read: ReadBlob[], { allowMixed = [], out, json, report = [] }: Options): Promise<void> {
  const now = new Date();
  const record = mergeBlobs(read, { allowMixed, now });
  const folder = await openRunFolder(out, record.id, { startedAt: now, say });
  const files = await writeKept(RUN_REPORTS, (kind) => folder.write(kind, record));
  const written = await writeAsked(report, { reports: RUN_REPORTS, subject: record, folder: folder.path() });
  if (json) {
    printJson(RUN_REPORTS.json.render(record));
  } else {
    print(`${renderTerminal(record, terminalSize())}\n${shardsText(record)}`);
    print(`\nRecord: ${files.json}\nPage:   ${files.html}\n${askedText(written)}`);
  }
  process.exitCode = EXIT[record.status];
}
