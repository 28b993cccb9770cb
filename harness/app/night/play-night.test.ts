import { expect, it } from 'vitest';
import { openHistory } from '../../history/store/open.ts';
import { recordNights } from '../../history/testing/nights.ts';
import { interrupted, isOf, type NightRunner, noRounds } from './night-runner.ts';
import { playNight } from './play-night.ts';

const recorded = recordNights({ nights: 48, seed: 1, costIn: (night) => (night >= 45 ? 1.2 : 1) });

/** A history up to the night before the suspicion, and a runner whose comparisons are what is given. */
async function playWith(compareCommits: NightRunner['compareCommits']) {
  const history = openHistory(':memory:');
  const runner: NightRunner = { nights: async function* () {}, compareCommits };
  const bench = { history, runner, acknowledged: [], commitUrl: null };
  for (const night of recorded.slice(0, 47)) await playNight(night, bench);
  return { history, tonight: () => playNight(recorded[47] as (typeof recorded)[number], bench) };
}

it('keeps nothing of a night that was interrupted in its comparison: that is no evidence', async () => {
  const { history, tonight } = await playWith(async () => {
    throw interrupted();
  });
  await expect(tonight()).rejects.toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
  expect(history.nights()).toHaveLength(47);
});

it('keeps a night whose comparison was not possible, with the reason', async () => {
  const { history, tonight } = await playWith(async () => noRounds('The commit is gone.'));
  expect((await tonight()).trend.status).toBe('pass');
  expect(
    history
      .nights()
      .at(-1)
      ?.cases[0]?.series.map(({ conviction }) => conviction),
  ).toContain('impossible');
});

it('asks for one comparison of a case, however many of its metrics are suspect', async () => {
  const asked: string[] = [];
  const { tonight } = await playWith(async (suspect, { trials }) => {
    asked.push(suspect.good);
    const { rounds } = trials.find((one) => isOf(one, suspect)) ?? noRounds('none');
    return { rounds, note: 'The instruments differ.' };
  });
  const { trend, measured } = await tonight();
  expect(trend.series.filter(({ alarm }) => alarm).length).toBeGreaterThan(1);
  expect(asked).toHaveLength(1);
  expect(measured.trials).toMatchObject([{ good: asked[0] }]);
  expect(trend.series.find(({ alarm }) => alarm)?.points.at(-1)?.trial).toMatch(
    /slower at 99 %\. The instruments differ\.$/,
  );
});
