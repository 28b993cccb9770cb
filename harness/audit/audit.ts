import { EXIT, PoolproofError } from '../core/errors.ts';
import { AUDIT_SCHEMA_NAME, type AuditRecord, type Finding, type RuleAbout } from '../record/audit.ts';
import type { Facts } from './facts/facts.ts';
import { findFiles } from './files/find-files.ts';
import { readSources } from './files/read-sources.ts';
import type { SourceFile } from './files/source.ts';
import { findingsIn } from './findings.ts';
import { READERS } from './readers.ts';
import { rowOf } from './row.ts';
import { RULES } from './rules/index.ts';
import type { Knobs, Rule } from './rules/rule.ts';
import { statusOf, unknownIn } from './status.ts';

export interface AuditOptions extends Knobs {
  /** Globs of what is read though it is ignored. */
  include: readonly string[];
}

/** Reads the source code below the paths and judges its HTTP clients; nothing of it is run. */
export async function audit(paths: readonly string[], { include, ...knobs }: AuditOptions): Promise<AuditRecord> {
  const startedAt = new Date().toISOString();
  const found = findFiles(paths, { extensions: READERS.flatMap(({ extensions }) => extensions), include });
  if (found.length === 0) throw nothingToRead(paths);

  const programs: { facts: Facts; sources: SourceFile[] }[] = [];
  const skipped: AuditRecord['skipped'] = [];
  for (const reader of READERS) {
    const own = found.filter(({ file }) => reader.extensions.some((extension) => file.endsWith(extension)));
    const sources = await readSources(own, reader.words);
    const facts = await reader.read(sources.files);
    programs.push({ facts, sources: sources.files });
    skipped.push(...sources.skipped, ...facts.skipped);
  }

  const findings = programs.flatMap((program) => findingsIn(program, knobs)).toSorted(byPlace);
  const transports = programs
    .flatMap(({ facts }) => facts.transports)
    .map((transport) => rowOf(transport, findings))
    .toSorted(byPlace);
  return {
    schema: AUDIT_SCHEMA_NAME,
    startedAt,
    finishedAt: new Date().toISOString(),
    status: statusOf(findings, transports),
    paths: [...paths],
    serverIdleMs: knobs.serverIdleMs,
    files: { found: found.length, read: programs.reduce((sum, { sources }) => sum + sources.length, 0) },
    transports,
    findings,
    rules: RULES.filter(({ id }) => findings.some(({ rule }) => rule === id)).map(aboutRule),
    skipped: skipped.toSorted((a, b) => compareText(a.file, b.file)),
    unknown: unknownIn(transports),
  };
}

function byPlace({ at: a }: Pick<Finding, 'at'>, { at: b }: Pick<Finding, 'at'>): number {
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function aboutRule({ id, severity, title, goesWrong, mend }: Rule): RuleAbout {
  return { id, severity, title, goesWrong, mend };
}

function nothingToRead(paths: readonly string[]): PoolproofError {
  const extensions = READERS.flatMap((reader) => reader.extensions).join(', ');
  return new PoolproofError('NOTHING_TO_READ', `No source file lies below ${paths.join(', ')}.`, {
    exitCode: EXIT.input,
    hint: `Read are ${extensions}; node_modules, vendor and what .gitignore names are read with --include GLOB.`,
  });
}
