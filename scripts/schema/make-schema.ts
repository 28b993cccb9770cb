import { z } from 'zod';
import { COMPARISON_SCHEMA_NAME, comparisonSchema } from '../../harness/record/comparison.ts';
import { runSchema, SCHEMA_NAME } from '../../harness/record/schema.ts';
import { WATCH_SCHEMA_NAME, watchSchema } from '../../harness/record/watch.ts';
import { scenarioDocument } from './definitions.ts';
import type { DocComment, DocComments } from './doc-comments.ts';

export type JsonSchema = { [key: string]: unknown } & {
  $defs?: Record<string, JsonSchema>;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  description?: string;
};

const RECORDS = {
  [SCHEMA_NAME]: runSchema,
  [COMPARISON_SCHEMA_NAME]: comparisonSchema,
  [WATCH_SCHEMA_NAME]: watchSchema,
};

/** One JSON Schema for all that we read: a record by the name that it gives itself, anything else as a scenario. */
export function makeSchema(comments: DocComments): JsonSchema {
  const { $defs, ...scenario } = z.toJSONSchema(scenarioDocument, {
    io: 'input',
    unrepresentable: 'any',
    // A format of zod's own, beside the pattern that says the same.
    override({ jsonSchema }) {
      if (jsonSchema.format === 'starts_with') delete jsonSchema.format;
    },
  }) as JsonSchema;
  const parts: Record<string, JsonSchema> = { scenario: withoutHead(scenario), ...$defs };
  for (const [name, part] of Object.entries(parts)) describe(part, pathOf(name), comments);
  const records = Object.entries(RECORDS).map(([name, schema]) => {
    const record = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchema;
    return [name, withoutHead(record)] as const;
  });
  const isRecord = { required: ['schema'], properties: { schema: { type: 'string' } } };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'poolproof: a scenario, or the record of a run, a comparison or a watch',
    if: isRecord,
    // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it.
    then: { allOf: records.map(([name]) => onlyIf(name)), properties: { schema: { enum: Object.keys(RECORDS) } } },
    else: { $ref: '#/$defs/scenario' },
    $defs: { ...parts, ...Object.fromEntries(records.map(([name, schema]) => [refName(name), schema])) },
  };
}

function onlyIf(schema: string): JsonSchema {
  return {
    if: { properties: { schema: { const: schema } } },
    // biome-ignore lint/suspicious/noThenProperty: that is what JSON Schema calls it.
    then: { $ref: `#/$defs/${refName(schema)}` },
  };
}

/** A slash would part the path of a reference. */
function refName(schema: string): string {
  return schema.replace('/', '-');
}

function withoutHead({ $schema: _, $id: __, id: ___, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** Where the types of a part are: 'fault.hang' is `faults.hang` there. */
function pathOf(name: string): string[] {
  const [kind = '', ...rest] = name.split('.');
  return rest.length === 0 ? [kind] : [`${kind}s`, rest.join('.')];
}

/** Writes what the editor says of each key beside it. */
function describe(schema: JsonSchema, at: string[], comments: DocComments): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const comment = comments.get([...at, key].join('.'));
    if (comment) Object.assign(property, asKeywords(comment));
    describe(property, [...at, key], comments);
  }
  if (schema.items) describe(schema.items, at, comments);
  for (const one of schema.anyOf ?? []) describe(one, at, comments);
}

function asKeywords({ text, defaultValue, example }: DocComment): object {
  return {
    description: text,
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(example === undefined ? {} : { examples: [example] }),
  };
}
