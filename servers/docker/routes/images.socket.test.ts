import { expect, test } from 'vitest';
import { Daemon } from '../testing/daemon.ts';

async function list(daemon: Daemon, filters: object) {
  const answer = await daemon.ask('GET', `/images/json?filters=${encodeURIComponent(JSON.stringify(filters))}`);
  if (answer.status !== 200) return { status: answer.status, ...answer.json<{ message: string }>() };
  return answer.json<{ RepoTags: string[] }[]>().map(({ RepoTags }) => RepoTags[0]);
}

test('Images come newest first, and those before or since another one without that one', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const all = ['alpine:latest', 'busybox:latest', 'tinybb:latest'];
  expect(await list(daemon, {})).toEqual(all);
  expect(await list(daemon, { before: ['busybox'] })).toEqual(['tinybb:latest']);
  expect(await list(daemon, { since: { 'tinybb:latest': true } })).toEqual(['alpine:latest', 'busybox:latest']);
  expect(await list(daemon, { since: ['tinybb'], before: ['alpine'] })).toEqual(['busybox:latest']);
  expect(await list(daemon, { before: ['tinybb'] })).toEqual([]);
});

test('An image to compare with that is not there is named, and so is a filter that this daemon does not have', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  expect(await list(daemon, { before: ['nope'] })).toEqual({ status: 404, message: 'No such image: nope:latest' });
  expect(await list(daemon, { until: ['10m'] })).toEqual({ status: 400, message: "Invalid filter 'until'" });
});

test('Whether an image dangles is true or false', async () => {
  await using daemon = await Daemon.start({ containers: 1 });
  const message = "Invalid filter 'dangling=[maybe]'";
  expect(await list(daemon, { dangling: ['maybe'] })).toEqual({ status: 400, message });
});
