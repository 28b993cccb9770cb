// jstat ships no types: the parts that are used.
declare module 'jstat' {
  const jStat: {
    /** Student's t distribution. */
    studentt: { cdf(t: number, degreesOfFreedom: number): number };
    beta: { inv(p: number, alpha: number, beta: number): number };
  };
  export = jStat;
}
