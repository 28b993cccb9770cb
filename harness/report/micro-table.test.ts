import { expect, it } from 'vitest';
import type { Micro } from '../record/micro.ts';
import { renderMicro } from './micro-table.ts';

const look = { paint: (_style: unknown, text: string) => text, width: 80, tableWidth: 80 };

function measured(configuration: string, meanUs: number): Micro {
  const task = { samples: 1_234, p50Us: meanUs * 0.9, p99Us: meanUs * 3, rmePercent: 2.345 };
  const tasks = [
    { batch: 1, meanUs, ...task },
    { batch: 50, ...task, meanUs: meanUs * 20 },
  ];
  return { scenario: 'table', configuration, node: 'v26.0.0', timeMs: 500, tasks };
}

it('the cost of a request stands in one table for each size of batch, with its doubt and its samples', () => {
  expect(
    renderMicro({ measured: [measured('undici', 85.25), measured('a\u001b[31mxios', 251)], missing: [] }, look),
  ).toEqual([
    'One request after the other, µs a request',
    'configuration  mean  ± %   p50  p99  samples',
    'undici         85.3  2.3  76.7  256    1,234',
    'axios           251  2.3   226  753    1,234',
    '',
    'Batches of 50 requests at once, µs a batch',
    'configuration   mean  ± %   p50  p99  samples',
    'undici         1,705  2.3  76.7  256    1,234',
    'axios          5,020  2.3   226  753    1,234',
  ]);
});

it('a configuration that was measured in one way only stands where it was measured', () => {
  const [one, both] = [measured('one', 100), measured('both', 100)];
  const lines = renderMicro({ measured: [{ ...one, tasks: one.tasks.slice(0, 1) }, both], missing: [] }, look);
  expect(lines.filter((line) => line.startsWith('one'))).toHaveLength(1);
  expect(lines.filter((line) => line.startsWith('both'))).toHaveLength(2);
});

it('what could not be measured says why', () => {
  const missing = [{ configuration: 'broken', reason: 'GET /ok was answered with 503' }];
  expect(renderMicro({ measured: [measured('one', 100)], missing }, look).at(-1)).toBe(
    'broken: GET /ok was answered with 503',
  );
});
