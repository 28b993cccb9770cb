import path from 'node:path';
import { Command } from 'commander';
import { type AskedReport, writeAsked } from '../app/write-reports.ts';
import { audit } from '../audit/audit.ts';
import { scenariosOf } from '../audit/proof/scenario-of.ts';
import { findRule, RULES } from '../audit/rules/index.ts';
import { commandLine } from '../core/command-line.ts';
import { EXIT, PoolproofError } from '../core/errors.ts';
import { nearestName } from '../core/nearest.ts';
import type { AuditRecord } from '../record/audit.ts';
import { writeWhole } from '../record/write.ts';
import { renderAudit } from '../report/audit/terminal.ts';
import { AUDIT_REPORTS } from '../report/reports.ts';
import { explainRule, listRules } from './audit-rules.ts';
import { positiveDuration, repeated } from './options.ts';
import { askedText, offerReports } from './report-option.ts';
import { print, printJson, say } from './say.ts';
import { terminalSize } from './terminal-size.ts';

interface Options {
  include?: string[];
  serverIdle?: number;
  rules?: boolean;
  explain?: string;
  scenario?: string;
  report?: AskedReport[];
  out: string;
  json?: boolean;
  quiet?: boolean;
}

export function auditCommand(): Command {
  const command = new Command('audit')
    .description('read source code (JavaScript, TypeScript, Go) and judge its HTTP clients; nothing of it is run')
    .argument('[path...]', 'files and folders; node_modules, vendor and what .gitignore names are left out')
    .option('--include <glob>', 'read what matches though it is ignored (repeatable)', repeated)
    .option('--server-idle <5s>', 'how long the server keeps an idle connection', positiveDuration)
    .option('--scenario <dir>', 'write a scenario for each pool there, with its very settings, ready to run')
    .option('--rules', 'list the rules')
    .option('--explain <rule>', 'tell one rule whole')
    .option('--out <dir>', 'where reports go', 'results')
    .option('--json', 'pools and findings as JSON on stdout and nothing else there')
    .option('--quiet', 'no table')
    .option('--verbose', 'stacks of errors')
    .action(auditOrTell);
  return offerReports(command, AUDIT_REPORTS);
}

async function auditOrTell(paths: string[], options: Options): Promise<void> {
  if (options.rules) {
    print(listRules(RULES, terminalSize()));
  } else if (options.explain !== undefined) {
    const rule = findRule(options.explain) ?? unknownRule(options.explain);
    print(explainRule(rule, terminalSize()));
  } else if (paths.length === 0) {
    throw noPath();
  } else {
    await auditPaths(paths, options);
  }
}

async function auditPaths(paths: string[], options: Options): Promise<void> {
  const { include = [], serverIdle: serverIdleMs = null, out: folder } = options;
  const record = await audit(paths, { include, serverIdleMs });
  const written = await writeAsked(options.report ?? [], { reports: AUDIT_REPORTS, subject: record, folder });
  if (options.scenario !== undefined) await writeScenarios(record, options.scenario);
  if (options.json) printJson(AUDIT_REPORTS.json.render(record));
  else if (!options.quiet) print(`${renderAudit(record, terminalSize())}${askedText(written)}`);
  process.exitCode = EXIT[record.status];
}

async function writeScenarios(record: AuditRecord, folder: string): Promise<void> {
  const scenarios = scenariosOf(record);
  for (const { file, text } of scenarios) await writeWhole(path.join(folder, file), text, '--scenario DIR');
  if (scenarios.length === 0) say('No pool has settings that a scenario can play.');
  for (const { file } of scenarios.filter(isPlayed))
    say(`Scenario: ${commandLine('scenario', path.join(folder, file))}`);
}

/** What lies in a folder of its own is the program of one. */
function isPlayed({ file }: { file: string }): boolean {
  return !file.includes('/');
}

function unknownRule(id: string): never {
  const known = RULES.map((rule) => rule.id);
  const nearest = nearestName(id, known);
  throw new PoolproofError('NO_SUCH_RULE', `There is no rule '${id}'.`, {
    exitCode: EXIT.usage,
    hint: nearest ? `Did you mean '${nearest}'?` : `${commandLine('audit', '--rules')} lists them.`,
  });
}

function noPath(): PoolproofError {
  return new PoolproofError('NO_PATH', 'No path is named whose code is to be read.', {
    exitCode: EXIT.usage,
    hint: `Name files or folders: ${commandLine('audit', 'src')}`,
  });
}
