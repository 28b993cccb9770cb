/**
 * A stretch of time, in milliseconds after the case's start.
 * @typedef {readonly [fromMs: number, toMs: number]} Range
 */

/**
 * What shows time beside others; null: all of the time, and no moment.
 * @typedef {object} Member
 * @property {(range: Range | null) => void} zoom
 * @property {(tMs: number | null) => void} point
 * @property {(tMs: number) => string} textAt
 */

/** No shorter stretch is shown: the server's account is folded to ticks of 20 ms. */
const SHORTEST_MS = 20;

/** Charts that stand together: they show the same stretch of time, and one cursor. */
export class TimeGroup {
  /** @param {HTMLCanvasElement} first the chart that takes keys */
  constructor(first) {
    this.first = first;
  }

  /** @type {Set<Member>} */
  members = new Set();
  /** @type {Range | null} */
  range = null;
  /** @type {number | null} */
  atMs = null;

  /** @param {Member} member */
  join(member) {
    this.members.add(member);
    if (this.range) member.zoom(this.range);
    member.point(this.atMs);
    return () => this.members.delete(member);
  }

  /** @param {Range | null} range */
  zoom(range) {
    this.range = range && atLeast(range, SHORTEST_MS);
    for (const member of this.members) member.zoom(this.range);
    this.point(this.atMs);
  }

  /** @param {number | null} tMs */
  point(tMs) {
    this.atMs = tMs;
    for (const member of this.members) member.point(tMs);
  }

  /**
   * What all of them show at a moment, in words.
   * @param {number} tMs
   */
  textAt(tMs) {
    return [...this.members]
      .map((member) => member.textAt(tMs))
      .filter((text) => text !== '')
      .join('; ');
  }
}

/** @type {WeakMap<Element, TimeGroup>} */
const groups = new WeakMap();

/**
 * The group of the charts over time that stand in the same box as this one.
 * @param {HTMLCanvasElement} canvas
 */
export function groupOf(canvas) {
  const box = canvas.closest('.charts') ?? canvas;
  const group = groups.get(box) ?? new TimeGroup(canvas);
  groups.set(box, group);
  return group;
}

/**
 * @param {Range} range
 * @param {number} lengthMs
 * @returns {Range}
 */
function atLeast([fromMs, toMs], lengthMs) {
  const missingMs = Math.max(0, lengthMs - (toMs - fromMs));
  return [fromMs - missingMs / 2, toMs + missingMs / 2];
}
