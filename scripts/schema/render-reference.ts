import type { JsonSchema } from './make-schema.ts';
import { renderMetrics } from './render-metrics.ts';

// REFERENCE.md: every key of a scenario, from the schema that editors read, and every metric that is told.

const HEAD = `# Reference: every key of a scenario, and every metric

Made by \`npm run reference\` from the doc comments that an editor shows, as \`poolproof/schema.json\` is; a test says when it is old. A scenario in JSON
begins with \`"$schema": "./node_modules/poolproof/dist/schema.json"\`. Durations are written with their unit (\`500ms\`, \`10s\`, \`1.5m\`, \`2h\`); what ends in
\`Ms\` is a number of milliseconds. A key without a default may be left out, unless it is marked with *. A transport is named by
\`"transport": "NAME"\`, a fault by \`"kind": "NAME"\`, with the names of the headings; \`expect\` takes \`gauge.NAME\`, too. In TypeScript a scenario may
have \`prepare\`, a function that makes what it needs and resolves to a sentence where it cannot be played.`;

const SECTIONS: [title: string, parts: RegExp][] = [
  ['Scenario', /^(scenario|target|request|load)$/],
  ['Bounds for metrics', /^expect$/],
  ['Configurations', /^(client|program|allow)$/],
  ['Transports', /^transport\./],
  ['Faults', /^fault\./],
];

export function renderReference({ $defs = {} }: JsonSchema): string {
  const sections = SECTIONS.map(([title, parts]) => {
    const tables = Object.entries($defs).flatMap(([name, part]) =>
      parts.test(name) ? [{ title: titleOf(name), table: tableOf(part) }] : [],
    );
    // Many transports take the same options.
    const alike = [...Map.groupBy(tables, ({ table }) => table)];
    return [`## ${title}`, ...alike.map(([table, all]) => `### ${all.map((one) => one.title).join(', ')}\n\n${table}`)];
  });
  return `${[HEAD, ...sections.flat(), renderMetrics()].join('\n\n')}\n`;
}

function titleOf(name: string): string {
  return `\`${name.replace(/^(fault|transport)\./, '')}\``;
}

function tableOf(part: JsonSchema): string {
  const head = ['| key | value | default | example | meaning |', '|---|---|---|---|---|'];
  const rows = nestedIn(part).flatMap((one) => rowsOf(one, ''));
  return [...head, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

/** A row for each key, those of nested objects behind the name of their own. */
function rowsOf(schema: JsonSchema, before: string, { isOneOfSeveral = false } = {}): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    // What tells one kind from another is in the heading.
    if ('const' in property && ['kind', 'transport'].includes(key)) return [];
    // Of several forms one is taken: no key of them is always needed.
    const isNeeded = !isOneOfSeveral && (schema.required?.includes(key) ?? false);
    const { default: usual, examples, description = '' } = property;
    const [example] = (examples as unknown[] | undefined) ?? [];
    const row = [
      `\`${before}${key}\`${isNeeded ? '*' : ''}`,
      typeOf(property),
      code(usual),
      code(example),
      cell(description),
    ];
    const forms = nestedIn(property);
    const of = { isOneOfSeveral: forms.length > 1 };
    return [row, ...forms.flatMap((inner) => rowsOf(inner, `${before}${key}.`, of))];
  });
}

function nestedIn(schema: JsonSchema): JsonSchema[] {
  const inner = schema.items ?? schema;
  return [inner, ...(inner.anyOf ?? [])].filter(({ properties }) => properties !== undefined);
}

function typeOf({ type, enum: values, items, anyOf, $ref, pattern, minimum, const: only }: JsonSchema): string {
  if (only !== undefined) return code(only);
  if (typeof $ref === 'string') return link($ref.replace('#/$defs/', ''));
  if (Array.isArray(values)) return values.map(code).join(', ');
  if (items) return `list of ${typeOf(items)}`;
  if (type === 'integer' || type === 'number')
    return `${type === 'integer' ? 'whole number' : 'number'}${Number(minimum ?? Number.MIN_SAFE_INTEGER) === Number.MIN_SAFE_INTEGER ? '' : ` from ${minimum}`}`;
  if (typeof pattern === 'string' && pattern.includes('(ms|s|m|h)')) return 'duration';
  if (typeof pattern === 'string' && pattern.includes('<=|')) return boundOf(pattern);
  if (!type && anyOf) return [...new Set(anyOf.map(typeOf))].join(' or ');
  return String(type ?? 'any');
}

/** The units are in the pattern, as alternatives. */
function boundOf(pattern: string): string {
  const units = /\(([A-Za-z|]+)\)\?/.exec(pattern)?.[1];
  return units ? `bound, in ${units.replaceAll('|', ', ')}` : 'bound';
}

function link(part: string): string {
  if (part === 'fault' || part === 'transport') return `a ${part}`;
  return `[${part}](#${part.replace(/^(fault|transport)\./, '')})`;
}

function code(value: unknown): string {
  return value === undefined ? '' : `\`${cell(typeof value === 'string' ? value : JSON.stringify(value))}\``;
}

/** A stroke would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
