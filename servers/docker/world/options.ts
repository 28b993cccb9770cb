export interface WorldOptions {
  /** How many containers run from the start. */
  containers: number;
  /** How fast each of them writes its log; 0: never. */
  linesPerSecond: number;
  seed: number;
}

export const DEFAULT_WORLD: WorldOptions = {
  // A small machine; the list of this many is some 8 KiB.
  containers: 10,
  // As the recorded containers wrote: steady, and slow enough to read along.
  linesPerSecond: 2,
  seed: 1,
};
