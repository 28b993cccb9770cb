// The figures at which verdicts turn, one table a check. They stand below both legs, because what is measured (how
// often to look again, how long to wait) goes by the same figures as the verdict on it.

export interface Bound {
  is: number;
  /**
   * Where it comes from: somebody else's code or manual, what was seen of them, a published test, our own simulations,
   * or no more than reasons.
   */
  from: 'source' | 'observation' | 'paper' | 'simulation' | 'reason';
  why: string;
  /** A test that fails where it moves: its file, and words of its title. */
  test: readonly [file: string, title: string];
}

export type Bounds = Readonly<Record<string, Bound>>;
