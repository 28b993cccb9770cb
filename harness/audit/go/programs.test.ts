import path from 'node:path';
import { expect, it } from 'vitest';
import { audit } from '../audit.ts';

// Our own programs, with what goes wrong in each variant: the broken twins are found in code, the healthy are let be.

const PROGRAMS = path.join(import.meta.dirname, '..', '..', '..', 'scenarios', 'programs', 'go');
const { findings, transports } = await audit([PROGRAMS], { include: [], serverIdleMs: null });

const foundIn = (file: string) =>
  findings.filter(({ at, severity }) => path.basename(at.file) === file && severity !== 'note').map(({ rule }) => rule);

it.each([
  { variant: 'no-limit, no-keep-alive', file: 'variants.go', rules: ['no-limit', 'keep-alive-off'] },
  { variant: 'body-open', file: 'body_open.go', rules: ['unread-body'] },
  { variant: 'transport-per-request', file: 'transport_per_request.go', rules: ['transport-per-request'] },
  { variant: 'transport-per-client', file: 'several.go', rules: ['transport-in-loop'] },
])('finds what is wrong with $variant', ({ file, rules }) => {
  expect(foundIn(file)).toEqual(rules);
});

it('accuses nothing else', () => {
  const broken = ['variants.go', 'body_open.go', 'transport_per_request.go', 'several.go'];
  expect(
    findings.filter(({ at, severity }) => severity !== 'note' && !broken.includes(path.basename(at.file))),
  ).toEqual([]);
});

it('knows how many clients the loop makes, and that the pool manager shares the limit', () => {
  const many = transports.filter(({ made }) => made.how === 'per-client');
  expect(many.map(({ made }) => made)).toMatchObject([{ text: 'for i := 0; i < severalCount; i++', times: 5 }]);
});
