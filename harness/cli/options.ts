import { InvalidArgumentError } from 'commander';
import type { ShardNumber } from '../app/shards/part.ts';
import { parseDurationMs } from '../core/units.ts';
import { GAUGE_PLACEHOLDERS, readGaugeSpec } from '../scenario/gauges.ts';
import type { GaugeSpec } from '../scenario/types.ts';

// How arguments become values; a value that makes no sense is refused with what would.

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 up, not '${text}'.`);
}

export function count(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError(`Expected a whole number from 0 up, not '${text}'.`);
}

export function wholeNumberUpTo(most: number): (text: string) => number {
  return (text) => {
    const value = wholeNumber(text);
    if (value <= most) return value;
    throw new InvalidArgumentError(`Expected at most ${most}, not '${text}'.`);
  };
}

/** A number in a second; 0 for none. */
export function rate(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError(`Expected a number from 0 up, not '${text}'.`);
}

export function duration(text: string): number {
  const ms = parseDurationMs(text);
  if (ms !== undefined) return ms;
  throw new InvalidArgumentError(`Expected a duration with its unit such as '10s', '500ms' or '2m', not '${text}'.`);
}

/** A length of time in which something can happen. */
export function positiveDuration(text: string): number {
  const ms = duration(text);
  if (ms >= 1) return ms;
  throw new InvalidArgumentError(`Expected a duration of at least 1ms, not '${text}'.`);
}

export function list(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

/** NAME=URL or NAME=URL#METRIC, once for each name; what is filled in when a program runs may be `known`. */
export function gauge(text: string, before: GaugeSpec[] = [], known = GAUGE_PLACEHOLDERS): GaugeSpec[] {
  const [name = '', ...url] = text.split('=');
  if (url.length === 0) throw new InvalidArgumentError(`Expected NAME=URL or NAME=URL#METRIC, not '${text}'.`);
  const spec = readGaugeSpec(name, url.join('='), known);
  if (typeof spec === 'string') throw new InvalidArgumentError(`Gauge '${name}': ${spec}.`);
  if (before.some((other) => other.name === name)) throw new InvalidArgumentError(`Two gauges are called '${name}'.`);
  return [...before, spec];
}

export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** 'I/N': which shard it is, of how many. */
export function shard(text: string): ShardNumber {
  const [, index, total] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || total === undefined || total === 0) {
    throw new InvalidArgumentError(`Expected I/N such as '2/4', the second of four, not '${text}'.`);
  }
  if (index >= 1 && index <= total) return { index, total };
  throw new InvalidArgumentError(`Expected a shard from 1/${total} to ${total}/${total}, not '${text}'.`);
}

/** A name that files and jobs can bear. */
export function runId(text: string): string {
  if (/^\w[\w.-]{0,99}$/.test(text)) return text;
  throw new InvalidArgumentError(`Expected up to 100 letters, digits, dots, dashes and underscores, not '${text}'.`);
}

/** Where a coordinator is, with its token. */
export function url(text: string): URL {
  if (URL.canParse(text) && /^http:$/.test(new URL(text).protocol)) return new URL(text);
  throw new InvalidArgumentError(
    `Expected what the coordinator printed, such as 'http://127.0.0.1:4700/TOKEN', not '${text}'.`,
  );
}
