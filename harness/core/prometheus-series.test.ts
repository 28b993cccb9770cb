import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSeriesName, seriesText } from './prometheus-series.ts';
import { prometheusText } from './prometheus-text.ts';

it.each([
  ['go_goroutines 12', { name: 'go_goroutines', labels: {}, rest: ' 12' }],
  ['go_sql_open{db="main"}', { name: 'go_sql_open', labels: { db: 'main' }, rest: '' }],
  ['a:b { x = "1" , y="2", } 3 1700000000', { name: 'a:b', labels: { x: '1', y: '2' }, rest: ' 3 1700000000' }],
  ['up{} 1', { name: 'up', labels: {}, rest: ' 1' }],
  [
    'odd{path="C:\\\\x",said="\\"} 5",lines="a\\nb"} 7',
    { labels: { path: 'C:\\x', said: '"} 5', lines: 'a\nb' }, rest: ' 7' },
  ],
])('reads the name and the labels of a series: %s', (text, expected) => {
  expect(readSeriesName(text)).toMatchObject(expected);
});

it.each(['', '# TYPE up gauge', '9up 1', 'up{db=main}', 'up{db="main"', 'up{"db"="main"}', 'up{db="main" x="1"}'])(
  'finds none in what is no series: %s',
  (text) => expect(readSeriesName(text)).toBeUndefined(),
);

it('reads what we write ourselves, whatever the labels hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), fc.integer(), (text, value) => {
      const families = [{ name: 'x', help: '', type: 'gauge' as const, samples: [{ labels: { text }, value }] }];
      const line = prometheusText(families).split('\n').at(-2) ?? '';
      const read = readSeriesName(line);
      expect([read?.labels.text, Number(read?.rest)]).toEqual([text, value]);
    }),
  );
});

it('reads how we write a selector', () => {
  // JSON writes a control character as \uXXXX, which Prometheus does not know.
  const label = fc.string().map((text) => text.replaceAll(/\p{Cc}/gu, '\n'));
  fc.assert(
    fc.property(label, (text) => {
      expect(readSeriesName(seriesText({ name: 'x', labels: { text } }))?.labels).toEqual({ text });
    }),
  );
});
