/**
 * What a subject may be able to do or to tell, beside being started and let go. A Node client has all of these; a
 * program in another language, or one that is only watched, has some.
 */
export const ABILITIES = [
  'load',
  'streams',
  'shareSignal',
  'second',
  'look',
  'collect',
  'heard',
  'close',
  'keptAlive',
  'exit',
] as const;

export type Ability = (typeof ABILITIES)[number];

/** Why it cannot do what it cannot, as the end of a sentence. */
export type Lacks = Partial<Record<Ability, string>>;
