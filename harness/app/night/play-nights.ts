import { existsSync } from 'node:fs';
import path from 'node:path';
import { readAcknowledged, verifyAcknowledged } from '../../history/acknowledged.ts';
import type { History } from '../../history/store/open.ts';
import { commitUrl } from '../../record/environment.ts';
import type { Trend } from '../../record/trend.ts';
import { findScenariosFolder } from '../../scenario/project.ts';
import type { NightRunner } from './night-runner.ts';
import { type PlayedNight, playNight } from './play-night.ts';

interface Options {
  /** The file of accepted regressions; undefined: the scenarios' own one, where there is one. */
  acknowledged?: string;
  /** A line for people after each night. */
  onNight(night: PlayedNight): void;
  /** What is wrong with the file of accepted regressions. */
  say(text: string): void;
}

export interface PlayedNights {
  /** The worst status of all; where there was no night, nothing was proved. */
  status: Trend['status'];
  last: PlayedNight | null;
  /** Each in its turn, by the headline that it had then. */
  nights: Pick<Trend, 'status' | 'headline' | 'night'>[];
}

/** Where the regressions are accepted that are meant to be. */
async function findAcknowledged(): Promise<string | null> {
  const folder = await findScenariosFolder();
  if (folder === null) return null;
  const file = path.join(folder, 'nightly', 'acknowledged.json');
  return existsSync(file) ? file : null;
}

const WORST_FIRST = ['fail', 'inconclusive', 'pass'] as const;

/** Plays every night in turn and keeps each in the history. */
export async function playNights(runner: NightRunner, history: History, options: Options): Promise<PlayedNights> {
  const file = options.acknowledged ?? (await findAcknowledged());
  const acknowledged = file === null ? [] : readAcknowledged(file);
  const bench = { history, runner, acknowledged, commitUrl: commitUrl() };
  let last: PlayedNight | null = null;
  const nights: PlayedNights['nights'] = [];
  for await (const measured of runner.nights()) {
    last = await playNight(measured, bench);
    options.onNight(last);
    const { status, headline, night } = last.trend;
    nights.push({ status, headline, night });
  }
  for (const wrong of verifyAcknowledged(history.nights(), acknowledged)) options.say(`${file}: ${wrong}`);
  const worst = WORST_FIRST.find((one) => nights.some(({ status }) => status === one));
  return { status: worst ?? 'inconclusive', last, nights };
}
