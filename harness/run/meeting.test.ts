import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { type MeetingPoint, openMeeting } from './meeting.ts';

/** Three seats, and what became of them, in their order. */
function meetingOfThree() {
  const events: string[] = [];
  const meeting = openMeeting(3, async (point: MeetingPoint) => {
    events.push(`met at ${point}`);
  });
  const seats = ['a', 'b', 'c'].map((name) => {
    const seat = meeting.takeSeat();
    const arrive = (point: MeetingPoint) => void seat.arrive(point).then(() => events.push(`${name} goes on`));
    return { arrive, leave: () => seat[Symbol.dispose]() };
  });
  const [a, b, c] = seats as [(typeof seats)[0], (typeof seats)[0], (typeof seats)[0]];
  return { a, b, c, events, meeting };
}

it('nobody goes on before all have come, and then all do', async () => {
  const { a, b, c, events } = meetingOfThree();
  a.arrive('load');
  c.arrive('load');
  await turn();
  expect(events).toEqual([]);
  b.arrive('load');
  await turn();
  expect(events).toEqual(['met at load', 'a goes on', 'c goes on', 'b goes on']);
});

it('who is gone is waited for no more, whether it had come or not', async () => {
  const { a, b, c, events } = meetingOfThree();
  a.arrive('load');
  b.arrive('load');
  c.leave();
  await turn();
  expect(events).toEqual(['met at load', 'a goes on', 'b goes on']);
  a.arrive('loaded');
  b.leave();
  await turn();
  expect(events.slice(3)).toEqual(['met at loaded', 'a goes on']);
});

it('who takes the seat of one that is gone is waited for, though that one had come', async () => {
  const { a, b, c, events, meeting } = meetingOfThree();
  c.arrive('load');
  c.leave();
  const instead = meeting.takeSeat();
  a.arrive('load');
  b.arrive('load');
  await turn();
  expect(events).toEqual([]);
  void instead.arrive('load');
  await turn();
  expect(events).toEqual(['met at load', 'c goes on', 'a goes on', 'b goes on']);
});

it('all may be gone without having come', async () => {
  const { a, b, c, events } = meetingOfThree();
  for (const seat of [a, b, c]) seat.leave();
  await turn();
  expect(events).toEqual([]);
});

it('there is no seat for one more', () => {
  expect(() => meetingOfThree().meeting.takeSeat()).toThrow('there are 3 seats, and all are taken');
});
