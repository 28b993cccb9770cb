const PERCENT_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** Where an axis of ratios is labelled: round percents on both sides of 1, or powers of two once they are far apart. */
export function ratioTicks(least: number, most: number): number[] {
  const reach = Math.max(most, 1 / least);
  if (reach >= 3) return powersOfTwo(least, most);
  const step = PERCENT_STEPS.find((one) => (reach - 1) / one < 2.4) ?? 1;
  const count = (room: number) => Math.max(0, Math.floor(room / step + 1e-9));
  const right = Array.from({ length: count(most - 1) }, (_, index) => 1 + (index + 1) * step);
  const left = Array.from({ length: count(1 - least) }, (_, index) => 1 - (index + 1) * step);
  return [...left.reverse(), 1, ...right];
}

function powersOfTwo(least: number, most: number): number[] {
  const [low, high] = [Math.log2(least), Math.log2(most)];
  const step = Math.ceil(Math.max(-low, high) / 3);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => 2 ** (step * (first + index)));
}
