import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { connectionsLine } from './connections-line.ts';

it('shows the open connections of a case over its time, beside its limit', () => {
  const line = connectionsLine();
  line.begin(1_000, 50);
  for (let open = 0; open <= 50; open += 10) line.seen(1_000 + open * 100, open);
  expect(line.text(6_000, 40)).toMatch(/^connections {2}▁+▃+▅+▆+█+ {2}50 of 50$/);
});

it.each([44, 80, 200])('fits into %d columns', (width) => {
  const line = connectionsLine();
  line.begin(0, 20_000);
  line.seen(0, 20_000);
  expect(stringWidth(line.text(100, width) ?? '')).toBeLessThanOrEqual(width);
});

it('shows nothing before the first case, between two of them, and where nobody counts', () => {
  const line = connectionsLine();
  line.seen(0, 3);
  expect(line.text(100, 80)).toBeNull();
  line.begin(200, null);
  expect(line.text(300, 80)).toBeNull();
  line.seen(300, 3);
  expect(line.text(400, 80)).toMatch(/ {2}3$/);
  line.end();
  line.seen(500, 4);
  expect(line.text(600, 80)).toBeNull();
});
