import { expect, test } from 'vitest';
import { nowNs, oneStream, startLoki } from '../testing/start-loki.ts';

const HOUR_NS = 3_600_000_000_000;

test('Lines that are more than an hour behind their stream are refused, and the others of the push are kept', async () => {
  await using loki = await startLoki();
  const push = (...values: unknown[]) => loki.push(oneStream({ app: 'api' }, ...values));
  expect((await push([nowNs(), 'newest'])).status).toBe(204);
  expect((await push([nowNs(-HOUR_NS / 2), 'behind'])).status).toBe(204);
  const { status, text } = await push([nowNs(-2 * HOUR_NS), 'too far'], [nowNs(-HOUR_NS / 4), 'good']);
  expect(status).toBe(400);
  expect(text).toMatch(
    /^entry with timestamp .* \+0000 UTC ignored, reason: 'entry too far behind, entry timestamp is: .*Z, oldest acceptable timestamp is: .*Z',\nuser 'fake', total ignored: 1 out of 2 for stream: \{app="api", service_name="api"\}\n$/,
  );
  expect((await loki.lines('{app="api"}')).map(({ line }) => line)).toEqual(['behind', 'good', 'newest']);
  expect((await loki.send('/metrics')).text).toContain('{reason="too_far_behind",tenant="fake"} 1\n');
  expect((await loki.push(oneStream({ app: 'other' }, [nowNs(-2 * HOUR_NS), 'first']))).status).toBe(204);
});

test('Within a push the newest line before counts too', async () => {
  await using loki = await startLoki();
  const answer = await loki.push(
    oneStream({ app: 'a' }, [nowNs(-2 * HOUR_NS), '1'], [nowNs(), '2'], [nowNs(-2 * HOUR_NS), '3']),
  );
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('total ignored: 1 out of 3') });
});

test('Where nothing may be out of order, the least of it is refused', async () => {
  await using loki = await startLoki({ limits: { maxBehindMs: 0 } });
  const at = nowNs();
  expect((await loki.push(oneStream({ app: 'a' }, [at, '1'], [at, 'same time']))).status).toBe(204);
  const { status, text } = await loki.push(oneStream({ app: 'a' }, [String(BigInt(at) - 1n), 'before']));
  expect({ status, text }).toMatchObject({
    status: 400,
    text: expect.stringContaining("reason: 'entry out of order',"),
  });
});
