import type { Excerpt, Finding, Place } from '../record/audit.ts';
import type { Facts } from './facts/facts.ts';
import type { SourceFile } from './files/source.ts';
import { ignoredPlaces } from './ignore.ts';
import { RULES } from './rules/index.ts';
import type { Knobs } from './rules/rule.ts';

interface Program {
  facts: Facts;
  sources: readonly SourceFile[];
}

/** What the rules find in a program, without what its authors have looked at and let stand. */
export function findingsIn({ facts, sources }: Program, knobs: Knobs): Finding[] {
  const texts = new Map(sources.map(({ name, text }) => [name, text]));
  const isIgnored = ignoredPlaces(texts);
  const tests = new Set(sources.filter(({ isTest }) => isTest).map(({ name }) => name));
  return RULES.flatMap((rule) =>
    rule.judge(facts, knobs).map(({ at, message, severity = rule.severity, advice = rule.mend, transport = null }) => ({
      rule: rule.id,
      // Tests are under no load: there it is worth a note.
      severity: tests.has(at.file) ? 'note' : severity,
      language: facts.language,
      at,
      excerpt: excerptOf(texts.get(at.file), at),
      message,
      advice,
      transport,
    })),
  ).filter(({ rule, at }) => !isIgnored(rule, at));
}

/** The first line of a place; a very long one is cut around what is marked. */
const MOST_CHARACTERS = 160;

function excerptOf(text: string | undefined, at: Place): Excerpt | null {
  const line = text?.split('\n')[at.line - 1]?.trimEnd();
  if (line === undefined) return null;
  const from = at.column - 1;
  const cut = Math.max(0, from - MOST_CHARACTERS / 2);
  const shown = line.slice(cut, cut + MOST_CHARACTERS);
  const length = at.endLine === at.line ? at.endColumn - at.column : line.length - from;
  return { text: shown, markFrom: from - cut, markLength: Math.max(1, Math.min(length, shown.length - (from - cut))) };
}
