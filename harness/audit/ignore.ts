import type { Place } from '../record/audit.ts';

/** `// poolproof-ignore rule, rule: reason` on the line of a finding or on the line above it; without a rule, all. */
const COMMENT = /\/[/*]\s*poolproof-ignore\b([^:\n]*)(?::|$)/m;

/** Says whether the author of the code has let a finding stand. */
export function ignoredPlaces(texts: ReadonlyMap<string, string>): (rule: string, at: Place) => boolean {
  const linesOf = new Map<string, string[]>();
  for (const [file, text] of texts) if (text.includes('poolproof-ignore')) linesOf.set(file, text.split('\n'));
  return (rule, at) => {
    const lines = linesOf.get(at.file);
    return lines !== undefined && [lines[at.line - 1], lines[at.line - 2]].some((line) => lets(line ?? '', rule));
  };
}

function lets(line: string, rule: string): boolean {
  const named = COMMENT.exec(line)?.[1]
    ?.split(/[\s,*/]+/)
    .filter((word) => word !== '');
  return named !== undefined && (named.length === 0 || named.includes(rule));
}
