import { describe, expect, it } from 'vitest';
import { makeComparison } from '../../harness/report/comparison/testing/sample-comparison.ts';
import { normalizeScenario } from '../../harness/scenario/normalize.ts';
import clientTable from '../../scenarios/client-table.ts';
import clientTableTcp from '../../scenarios/client-table-tcp.ts';
import { neighboursIn, PUBLISHED_ORDER } from './published-order.ts';

const [onDocker, onLoki] = [clientTable, clientTableTcp].map((one) => normalizeScenario(one, '/nowhere.ts'));

describe('the scenario of the published table', () => {
  it.each([onDocker, onLoki])('has all of its clients, and all of them are candidates', (scenario) => {
    const others = ['http-no-keep-alive', 'http-keep-alive', 'got', 'axios', 'node-fetch', 'superagent'];
    expect(scenario?.configurations.map(({ name }) => name)).toEqual([...others, ...PUBLISHED_ORDER]);
    expect(scenario?.configurations.filter(({ contrast }) => contrast)).toEqual([]);
  });

  it('has its conditions: 50 connections, pipelines of 10, and an answer after a millisecond', () => {
    const undici = Object.entries(clientTable.configurations).filter(([name]) => name.startsWith('undici-'));
    for (const [, one] of undici) expect(one).toMatchObject({ connections: 50, pipelining: 10 });
    expect(clientTable.configurations['http-no-keep-alive']).toMatchObject({ maxSockets: 50 });
    expect(onDocker?.load).toMatchObject({ concurrency: 100 });
    expect(onDocker?.target).toMatchObject({ kind: 'docker', socket: 'unix', behaviour: { delayMs: 1 } });
    expect(onLoki?.target).toMatchObject({ kind: 'loki', socket: 'tcp' });
  });
});

describe('the published order', () => {
  const [fetch, pipeline, request, stream, dispatch] = PUBLISHED_ORDER;

  it('holds where every one answers more requests than the one before it', () => {
    const record = makeComparison({
      latencies: { [fetch]: 1, [pipeline]: 0.8, [request]: 0.7, [stream]: 0.65, [dispatch]: 0.5 },
    });
    const rates = neighboursIn(record).filter(({ metric }) => metric === 'requestsPerSecond');
    expect(rates.map(({ holds }) => holds)).toEqual([true, true, true, true]);
    expect(rates[0]).toMatchObject({ slower: fetch, faster: pipeline, rounds: { better: 12, all: 12 } });
    expect(rates[0]?.ratio).toBeCloseTo(1.25, 1);
  });

  it('does not hold where two neighbours have changed places, or nothing was measured', () => {
    const record = makeComparison({
      latencies: { [fetch]: 1, [pipeline]: 0.8, [request]: 0.65, [stream]: 0.7, [dispatch]: 0.5 },
    });
    const rates = neighboursIn(record).filter(({ metric }) => metric === 'requestsPerSecond');
    expect(rates.map(({ holds }) => holds)).toEqual([true, true, false, true]);
    expect(neighboursIn({ rounds: [] }).some(({ holds }) => holds)).toBe(false);
  });
});
