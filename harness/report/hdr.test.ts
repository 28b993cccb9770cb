import { HistogramLogReader, listTags } from 'hdr-histogram-js';
import { expect, it } from 'vitest';
import { decodeHistogram } from '../record/hdr.ts';
import { makeRecord } from '../record/testing/make-record.ts';
import { makeComparison } from './comparison/testing/sample-comparison.ts';
import { renderComparisonHdr, renderRunHdr } from './hdr.ts';
import { makeSampleRun } from './testing/sample-run.ts';
import { sampleLatencies } from './testing/sample-series.ts';

/** Every histogram that a reader of such logs finds, by tag. */
function readLog(text: string) {
  const reader = new HistogramLogReader(text, 64);
  const read = [];
  for (let one = reader.nextIntervalHistogram(); one; one = reader.nextIntervalHistogram()) read.push(one);
  return read;
}

it('holds each histogram of a run with all that was counted, under a tag and the times of the run', () => {
  const record = makeSampleRun();
  const read = readLog(renderRunHdr(record));
  expect(read.map(({ tag }) => tag)).toEqual(
    record.cases.map(({ scenario, configuration }) => `${scenario}/${configuration}/latency`),
  );
  const [first] = read;
  const expected = decodeHistogram(record.cases[0]?.histograms.latency ?? '');
  expect(first?.totalCount).toBe(expected.totalCount);
  for (const percentile of [50, 99, 99.9, 100]) {
    expect(first?.getValueAtPercentile(percentile)).toBe(expected.getValueAtPercentile(percentile));
  }
  expect(first?.startTimeStampMsec).toBe(Date.parse(record.startedAt));
  expect((first?.endTimeStampMsec ?? 0) - (first?.startTimeStampMsec ?? 0)).toBe(6_000);
});

it('holds those of a comparison, of all its windows', () => {
  expect(listTags(renderComparisonHdr(makeComparison()))).toEqual([
    'diagnose-loki/capped-50/latency',
    'diagnose-loki/capped-50/queueWait',
    'diagnose-loki/capped-50/firstByte',
    'diagnose-loki/http-agent-50/latency',
    'diagnose-loki/http-agent-50/queueWait',
    'diagnose-loki/http-agent-50/firstByte',
  ]);
});

it('a name that would end a tag can be told from it again', () => {
  const name = 'a, b\n/\u{1F600}\uD800';
  const [read] = readLog(
    renderRunHdr(makeRecord({ cases: [{ configuration: name, histograms: { latency: sampleLatencies(5) } }] })),
  );
  expect(read?.tag.split('/').map(decodeURIComponent)).toEqual(['diagnose-loki', name.toWellFormed(), 'latency']);
});
