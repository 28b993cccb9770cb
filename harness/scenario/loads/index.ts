import type { z } from 'zod';
import type { COMMON_OPTIONS } from './common.ts';
import { constantConcurrency } from './constant-concurrency.ts';
import type { CommonLoad } from './kind.ts';

/** Every executor that a scenario can name. */
export const LOAD_KINDS: LoadKinds = {
  'constant-concurrency': constantConcurrency,
};

/** Written out, so that the comments of their options reach the package's declarations. */
type LoadKinds = {
  'constant-concurrency': typeof constantConcurrency;
};

export const DEFAULT_EXECUTOR = 'constant-concurrency';

type Kinds = typeof LOAD_KINDS;
export type Executor = keyof Kinds;

/** The load of one executor, made whole. */
export type LoadOf<K extends Executor> = { executor: K } & Kinds[K]['defaults'] & CommonLoad;
export type Load = { [K in Executor]: LoadOf<K> }[Executor];

type Written<Options> = { [Name in keyof Options]?: z.input<Options[Name]> };
type Named<K extends Executor> = K extends typeof DEFAULT_EXECUTOR ? Partial<Model<K | undefined>> : Model<K>;

interface Model<K> {
  /** The load model. @default 'constant-concurrency' @example 'constant-concurrency' */
  executor: K;
}

/** A load as a scenario file writes it. */
export type LoadInput = { [K in Executor]: Named<K> & Written<Kinds[K]['options'] & typeof COMMON_OPTIONS> }[Executor];
