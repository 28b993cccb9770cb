import { expect, it } from 'vitest';
import { prometheusText } from './prometheus-text.ts';

it('is a family after the other, with the labels of each sample, quoted', () => {
  expect(
    prometheusText([
      { name: 'open', help: 'Open now.', type: 'gauge', samples: [{ value: 3 }] },
      {
        name: 'lines_total',
        help: 'Lines taken.',
        type: 'counter',
        samples: [
          { labels: { tenant: 'a"b\n', reason: 'late' }, value: 1 },
          { labels: { tenant: 'c' }, value: Number.NaN },
        ],
      },
      { name: 'none', help: 'Nothing yet.', type: 'counter', samples: [] },
    ]),
  ).toBe(
    `# HELP open Open now.
# TYPE open gauge
open 3
# HELP lines_total Lines taken.
# TYPE lines_total counter
lines_total{tenant="a\\"b\\n",reason="late"} 1
lines_total{tenant="c"} NaN
# HELP none Nothing yet.
# TYPE none counter
`,
  );
});
