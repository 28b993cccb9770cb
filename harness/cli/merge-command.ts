import { Command, Option } from 'commander';
import { openRunFolder } from '../app/run-folder.ts';
import { mergeBlobs } from '../app/shards/merge.ts';
import { type AskedReport, writeAsked, writeKept } from '../app/write-reports.ts';
import { EXIT } from '../core/errors.ts';
import { readBlobs } from '../record/blob/read.ts';
import { FINGERPRINTS, type Fingerprint } from '../record/blob/schema.ts';
import { RUN_REPORTS } from '../report/reports.ts';
import { shardsText } from '../report/shards.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { askedText, offerReports } from './report-option.ts';
import { print, printJson, say } from './say.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  allowMixed?: Fingerprint[];
  out: string;
  json?: boolean;
  report?: AskedReport[];
}

export function mergeCommand(): Command {
  const command = new Command('merge')
    .description("one record from the blobs of all shards of a run, judged by today's rules")
    .argument('<blob...>', 'blobs, or folders that hold them')
    .addOption(new Option('--allow-mixed <what...>', 'what may differ between the shards').choices([...FINGERPRINTS]))
    .option('--out <dir>', 'where the record and its page go', 'results')
    .option('--json', 'the record on stdout and nothing else there')
    .option('--verbose', 'stacks of errors')
    .action(merge);
  return offerReports(command, RUN_REPORTS);
}

async function merge(places: string[], { allowMixed = [], out, json, report = [] }: Options): Promise<void> {
  const now = new Date();
  const record = mergeBlobs(await readBlobs(places), { allowMixed, now });
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
