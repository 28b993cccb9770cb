import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { judgeCase } from '../checks/judge.ts';
import { normalizeScenario } from '../scenario/normalize.ts';
import { playCase } from './run-case.ts';
import { startServer } from './server-process.ts';
import { startSubject } from './subject/start-subject.ts';
import { without } from './testing/without.ts';
import { openWorkplace } from './workplace.ts';

/** A process beside the subject that tells of it: at each question there are more by as many. */
async function startTeller(more: number) {
  let things = 0;
  const server = createServer((_, response) => {
    response.end(String(things));
    things += more;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: String((server.address() as AddressInfo).port),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Plays a case of a subject that has a port of its own, and whose garbage nobody can collect. */
async function play(more: number) {
  const scenario = normalizeScenario(
    {
      name: 'gauged',
      target: { kind: 'http' },
      load: { concurrency: 2, requests: 20 },
      growth: { cycles: 0 },
      configurations: { pool: { transport: 'undici-agent', connections: 2 } },
    },
    '/gauged.json',
  );
  const [plain] = scenario.configurations;
  if (!plain) throw new Error('there is no configuration');
  const gauges = [{ name: 'things', url: 'http://127.0.0.1:{port}/', metric: null }];
  const configuration = { ...plain, gauges };
  await using teller = await startTeller(more);
  await using workplace = await openWorkplace();
  await using worker = startSubject(configuration, workplace);
  await using target = await startServer(scenario.target, workplace);
  const subject = { ...without(worker, { collect: 'its garbage is its own' }), places: { port: teller.port } };
  const options = { stop: new AbortController().signal, onPhase: () => {} };
  const { checks, evidence } = judgeCase(
    await playCase({ scenario, configuration, ceiling: null }, { subject, target }, options),
  );
  return {
    gauges: evidence.gauges,
    phases: evidence.phases.map(({ name }) => name),
    drain: checks.find(({ name }) => name === 'drain'),
  };
}

it('what a gauge says is left of a load is tried again with the same load, also where no garbage can be collected', async () => {
  const growing = await play(40);
  expect(growing.phases).toContain('again');
  expect(growing.phases).not.toContain('collect');
  expect(growing.drain).toMatchObject({
    status: 'fail',
    summary: expect.stringMatching(/^\d+ things \(gauge\) are left of the load, and \d+ after the same load again\.$/),
  });
  expect(growing.gauges).toMatchObject([{ name: 'things', silent: null }]);
});

it('a gauge that stays as it is asks for no second load', async () => {
  const steady = await play(0);
  expect(steady.phases).not.toContain('again');
  expect(steady.drain?.status).toBe('pass');
});
