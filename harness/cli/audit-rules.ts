import type { Rule } from '../audit/rules/rule.ts';
import { commandLine } from '../core/command-line.ts';
import { SEVERITY_COLOURS } from '../report/audit/terminal.ts';
import { type Look, lookOf, type TerminalSize } from '../report/terminal/look.ts';
import { left, table } from '../report/terminal/table.ts';
import { wrap } from '../report/terminal/text.ts';

/** Every rule, a line each. */
export function listRules(rules: readonly Rule[], size: TerminalSize): string {
  const rows = rules.map(({ id, severity, title }) => [
    left(id),
    left(severity, SEVERITY_COLOURS[severity]),
    left(title),
  ]);
  return `${table(rows, lookOf(size)).join('\n')}\n\n${commandLine('audit', '--explain RULE')} tells one whole.\n`;
}

/** What a rule is about, why, how to mend it, and its examples. */
export function explainRule(rule: Rule, size: TerminalSize): string {
  const look = lookOf(size);
  const { paint, width } = look;
  const text = (line: string) => wrap(line, width).join('\n');
  const blocks = [
    `${paint('bold', rule.id)}  ${paint(SEVERITY_COLOURS[rule.severity], rule.severity)}\n${text(`${rule.title}.`)}`,
    text(`Under load: ${rule.goesWrong}`),
    text(`How to mend it: ${rule.mend}`),
    text(`What shows it, in a checkout of poolproof: ${rule.shownBy}.`),
    ...Object.entries(rule.examples).flatMap(([language, { good, bad }]) => [
      ...bad.map((code) => example(`Bad (${language}):`, code, look)),
      ...good.map((code) => example(`Good (${language}):`, code, look)),
    ]),
    text(`To let one stand: // poolproof-ignore ${rule.id}: the reason`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function example(title: string, code: string, { paint }: Look): string {
  return `${paint('dim', title)}\n${code.replaceAll(/^(?=.)/gm, '  ')}`;
}
