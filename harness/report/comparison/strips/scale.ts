import { changeText } from '../../../compare/ratio-text.ts';
import { ratioTicks } from '../../ratio-ticks.ts';

/** An axis from 0 to 100 % of a strip's width. */
export interface Scale {
  at(value: number): number;
  ticks: { at: number; text: string }[];
}

/** Widest apart that figures may be on a linear axis: the smallest would all stand at its beginning. */
const LINEAR_UP_TO = 6;
/** What is free at each end, as a share of the width, so that no point is cut. */
const MARGIN = 0.04;
const MOST_TICKS = 5;

/** Positive figures: linear where they are near to each other, else by orders of magnitude. */
export function scaleOf(values: readonly number[], textOf: (value: number) => string): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most > LINEAR_UP_TO * least) return between(Math.log, [least, most], oneTwoFives(least, most), textOf);
  const room = most === least ? most / 10 : 0;
  return between((value) => value, [least - room, most + room], roundSteps(least - room, most + room), textOf);
}

/** From nothing on, for bars whose length is to be compared. */
export function scaleFromZero(values: readonly number[], textOf: (value: number) => string): Scale {
  const most = Math.max(...values);
  return between((value) => value, [0, most], roundSteps(0, most), textOf);
}

/** Ratios on both sides of 1, which is in the middle; as far as from 1 to the furthest of them. */
export function ratioScale(ratios: readonly number[]): Scale {
  const most = Math.exp(Math.max(...ratios.map((ratio) => Math.abs(Math.log(ratio)))));
  return between(Math.log, [1 / most, most], ratioTicks(1 / most, most), changeText);
}

function between(
  warp: (value: number) => number,
  [least, most]: [number, number],
  ticks: number[],
  textOf: (value: number) => string,
): Scale {
  const [start, length] = [warp(least), warp(most) - warp(least)];
  const at = (value: number) => 100 * (MARGIN + ((1 - 2 * MARGIN) * (warp(value) - start)) / length);
  return { at, ticks: ticks.map((value) => ({ at: at(value), text: textOf(value) })) };
}

/** Multiples of 1, 2 or 5 times a power of ten, not more than a handful. */
function roundSteps(least: number, most: number): number[] {
  const power = 10 ** Math.floor(Math.log10((most - least) / MOST_TICKS));
  const step = [1, 2, 5].map((one) => one * power).find((one) => (most - least) / one <= MOST_TICKS) ?? 10 * power;
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step);
}

function oneTwoFives(least: number, most: number): number[] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(most)) - Math.floor(Math.log10(least)) + 1 },
    (_, index) => 10 ** (Math.floor(Math.log10(least)) + index),
  );
  const digits = powers.length > 2 ? [1] : [1, 2, 5];
  return powers
    .flatMap((power) => digits.map((digit) => digit * power))
    .filter((value) => value >= least && value <= most);
}
