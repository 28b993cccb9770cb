import { describe, expect, it } from 'vitest';
import { makeBoard, ROW } from '../../app/live/testing/scripted-feed.ts';
import { LiveStory } from './story.ts';

const OTHER = { ...ROW, key: 'case-2', name: 'small / other' };
const board = (number: number, overrides = {}) => makeBoard({ at: { of: 'second', number }, ...overrides });

function tellSeconds(story: LiveStory, seconds: number): void {
  for (let number = 1; number <= seconds; number += 1) story.tell(board(number));
}

describe('what boards have shown', () => {
  it('is told as rows that have changed, the order of all, and the next point', () => {
    const story = new LiveStory();
    story.tell(board(1, { rows: [ROW, OTHER] }));
    const { id, data } = story.tell(board(2, { rows: [OTHER, { ...ROW, note: 'load' }] }));
    expect(id).toBe(2);
    expect(data).toMatchObject({
      rows: [{ key: 'case-1', note: 'load' }],
      order: ['case-2', 'case-1'],
      points: [{ at: 2, values: { open: 3 }, limits: { open: 5 } }],
    });
  });

  it('gets no point as long as the figures are of the same moment, or there are none', () => {
    const story = new LiveStory();
    expect(story.tell(board(1)).data.points).toHaveLength(1);
    expect(story.tell(board(1)).data.points).toEqual([]);
    expect(story.tell(board(2, { tiles: [] })).data.points).toEqual([]);
  });

  it('is told whole to a page that comes for the first time, or from elsewhere', () => {
    const story = new LiveStory();
    tellSeconds(story, 3);
    for (const seenId of [null, 4, 999]) {
      expect(story.since(seenId)).toMatchObject([{ id: 3, kind: 'snapshot', data: { rows: [ROW] } }]);
    }
    expect(story.since(null)[0]?.data.points.map(({ at }) => at)).toEqual([1, 2, 3]);
  });

  it('is told from where a page has lost it, and whole where that is too long ago', () => {
    const story = new LiveStory();
    tellSeconds(story, 100);
    expect(story.since(98).map(({ id, kind }) => [id, kind])).toEqual([
      [99, 'delta'],
      [100, 'delta'],
    ]);
    expect(story.since(100)).toEqual([]);
    expect(story.since(40).map(({ id }) => id)).toEqual(Array.from({ length: 60 }, (_, index) => index + 41));
    expect(story.since(39)).toMatchObject([{ id: 100, kind: 'snapshot' }]);
  });

  it('keeps five minutes of points, however long it goes on', () => {
    const story = new LiveStory();
    tellSeconds(story, 1_000);
    const points = story.since(null)[0]?.data.points ?? [];
    expect([points.length, points[0]?.at, points.at(-1)?.at]).toEqual([300, 701, 1_000]);
  });

  it('is nothing before the first board', () => {
    expect(new LiveStory().since(null)).toEqual([]);
  });
});
