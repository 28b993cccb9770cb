import { gammaln } from 'simple-statistics';

/**
 * This many terms are exact to ten digits up to samples of some thousands: it takes about the root of the larger
 * parameter.
 */
const TERMS = 400;

/**
 * The regularized incomplete beta function I_x(a, b), for x from 0 to 1: Student's t and the tails of a binomial are
 * values of it. By its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22), evaluated from its
 * end.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  // Beyond about the mean the fraction converges slowly; there its mirror image serves (8.17.4).
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const lnBeta = gammaln(a) + gammaln(b) - gammaln(a + b);
  return Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnBeta) / a / continuedFraction(x, a, b);
}

function continuedFraction(x: number, a: number, b: number): number {
  let value = 1;
  for (let term = TERMS; term >= 1; term--) {
    const m = Math.floor(term / 2);
    const numerator = term % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m);
    value = 1 + (numerator * x) / ((a + term - 1) * (a + term)) / value;
  }
  return value;
}
