import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { judgeWatch } from '../../harness/checks/watch/judge-watch.ts';
import { makeRecord } from '../../harness/record/testing/make-record.ts';
import { makeWatch } from '../../harness/record/testing/make-watch.ts';
import { DEFAULT_BEHAVIOUR, DEFAULT_GROWTH } from '../../harness/scenario/defaults.ts';
import { DEFAULT_LOAD } from '../../harness/scenario/loads/load.ts';
import { normalizeScenario } from '../../harness/scenario/normalize.ts';
import { readDocComments } from './doc-comments.ts';
import { type JsonSchema, makeSchema } from './make-schema.ts';
import { renderReference } from './render-reference.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const comments = readDocComments();
const schema = makeSchema(comments);
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

/** The paths of what the schema objects to. */
function objections(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, params }) => instancePath + JSON.stringify(params));
}

const SMALL = {
  $schema: './node_modules/poolproof/dist/schema.json',
  name: 'small',
  target: { kind: 'loki', behaviour: { delayMs: 5, faults: [{ kind: 'latency', ms: 5, from: '1s' }] } },
  load: { concurrency: 5, duration: '500ms' },
  expect: { reuseRatio: '>=0.99', latencyP99Ms: '<200ms', rssPeakBytes: '<50MiB', 'gauge.open': '<3' },
  configurations: {
    shipped: { transport: 'undici-agent', connections: 10 },
    limited: { transport: 'semaphore', limit: 5, around: { transport: 'http-agent' } },
    mine: { client: './mine.mjs', connections: 10, gauges: { open: 'http://127.0.0.1:9000/#open' } },
    sink: { run: ['./sink'], drive: 'http', ready: { line: 'listening' } },
  },
};

it('takes a scenario in JSON, which the harness takes too', () => {
  expect(objections(SMALL)).toEqual([]);
  expect(normalizeScenario(SMALL, '/small.json')).toMatchObject({ name: 'small' });
});

it.each(globSync('harness/{cli/testing/*,testing/pairs/*/case}.json', { cwd: ROOT }))('takes %s, as we do', (file) => {
  const document = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
  const isTaken = doesNotThrow(() => normalizeScenario({ name: 'pair', ...document, ...configured(document) }, file));
  expect([file, objections({ name: 'pair', ...document, ...configured(document) }).length === 0]).toEqual([
    file,
    isTaken,
  ]);
});

/** A pair's case says what is under test in files beside it. */
function configured({ configurations }: { configurations?: Record<string, object> }): object {
  const [first] = Object.values(configurations ?? {});
  return first && ('client' in first || 'transport' in first)
    ? {}
    : { configurations: { one: { transport: 'fetch' } } };
}

function doesNotThrow(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

it.each([
  ['an unknown key', { ...SMALL, laod: {} }],
  ['an unknown key of the load', { ...SMALL, load: { concurency: 5 } }],
  ['a duration without a unit', { ...SMALL, load: { duration: '500' } }],
  ['an unknown transport', { ...SMALL, configurations: { one: { transport: 'undici-agnet' } } }],
  ['a foreign option', { ...SMALL, configurations: { one: { transport: 'undici-agent', maxSockets: 5 } } }],
  ['a wrong key beside client', { ...SMALL, configurations: { one: { client: './a.mjs', maxSockets: 5 } } }],
  ['an unknown metric', { ...SMALL, expect: { reuse: '>=0.99' } }],
  ['a unit of another kind', { ...SMALL, expect: { latencyP99Ms: '<50MiB' } }],
  ['an unknown fault', { ...SMALL, target: { kind: 'http', behaviour: { faults: [{ kind: 'latncy' }] } } }],
])('objects to %s, as the harness does', (_, document) => {
  expect(objections(document)).not.toEqual([]);
  expect(() => normalizeScenario(document, '/small.json')).toThrow(/has (a problem|\d problems):/);
});

it('knows a record by its own name, and objects to one that lacks a key', () => {
  const record = JSON.parse(JSON.stringify(makeRecord()));
  expect(objections(record)).toEqual([]);
  expect(objections(JSON.parse(JSON.stringify(judgeWatch(makeWatch()))))).toEqual([]);
  expect(objections({ ...record, cases: undefined })).not.toEqual([]);
  expect(objections({ ...record, schema: 'poolproof/run@9' })).not.toEqual([]);
});

it('has a sentence for every key of a scenario: what its editor shows', () => {
  const bare = Object.entries(schema.$defs ?? {}).flatMap(([name, part]) =>
    name.startsWith('poolproof') ? [] : bareIn(part, name),
  );
  expect(bare).toEqual([]);
});

it('the types name no key that the harness would refuse, but for the function', () => {
  const typed = [...comments.keys()].flatMap((at) => {
    const [part = '', ...keys] = at.split('.');
    const [name, key] = part.endsWith('s') ? [`${part.slice(0, -1)}.${keys[0]}`, keys[1]] : [part, keys[0]];
    return keys.length === (part.endsWith('s') ? 2 : 1) ? [[name, key] as const] : [];
  });
  const known = ([name, key]: readonly [string, string | undefined]) => {
    const part = schema.$defs?.[name];
    return [part, ...(part?.anyOf ?? [])].some((one) => key !== undefined && Object.hasOwn(one?.properties ?? {}, key));
  };
  expect(typed.length).toBeGreaterThan(150);
  expect(typed.filter((one) => !known(one)).map((one) => one.join('.'))).toEqual(['scenario.prepare']);
});

function bareIn(part: JsonSchema, at: string): string[] {
  const own = Object.entries(part.properties ?? {}).flatMap(([key, property]) => {
    return [...(property.description === undefined ? [`${at}.${key}`] : []), ...bareIn(property, `${at}.${key}`)];
  });
  const inner = [...(part.items ? [part.items] : []), ...(part.anyOf ?? [])];
  return [...own, ...inner.flatMap((one) => bareIn(one, at))];
}

it('its defaults are those that the harness takes', () => {
  const { delayMs, keepAliveHint, maxRequestsPerConnection, refuseFirst } = DEFAULT_BEHAVIOUR.http;
  const defaults = {
    ...DEFAULT_LOAD,
    delayMs,
    keepAliveHint,
    maxRequestsPerConnection,
    refuseFirst,
    cycles: DEFAULT_GROWTH.cycles,
  };
  const said = Object.fromEntries(
    [...comments].flatMap(([at, { defaultValue }]) =>
      /^(load|target\.behaviour|scenario\.growth)\.\w+$/.test(at) && defaultValue !== undefined
        ? [[at.split('.').at(-1), defaultValue]]
        : [],
    ),
  );
  const { duration, warmup, faults, ...rest } = said as Record<string, unknown>;
  expect([duration, warmup, faults]).toEqual(['10s', '500ms', []]);
  expect([DEFAULT_LOAD.durationMs, DEFAULT_LOAD.warmupMs]).toEqual([10_000, 500]);
  expect(defaults).toMatchObject(rest);
  expect(Object.keys(rest)).toHaveLength(12);
});

it('REFERENCE.md is what `npm run reference` would write now', () => {
  expect(readFileSync(path.join(ROOT, 'REFERENCE.md'), 'utf8')).toBe(renderReference(schema));
});
