/**
 * The place of the point that holds at a moment; -1 before the first one.
 * @param {readonly number[]} t
 * @param {number} tMs
 */
export function placeAt(t, tMs) {
  let [low, high] = [0, t.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((t[middle] ?? 0) <= tMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * What a step line holds from one moment to another, with how long each; none before its first point.
 * @param {{ t: readonly number[], v: readonly number[] }} line
 * @param {number} fromMs
 * @param {number} toMs
 */
export function heldBetween({ t, v }, fromMs, toMs) {
  const held = [];
  for (let place = Math.max(0, placeAt(t, fromMs)); place < t.length && (t[place] ?? 0) < toMs; place += 1) {
    const lengthMs = Math.min(toMs, t[place + 1] ?? toMs) - Math.max(fromMs, t[place] ?? 0);
    held.push({ value: v[place] ?? 0, lengthMs });
  }
  return held;
}
