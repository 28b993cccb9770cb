/**
 * Where clients of one server wait for each other: before any of them is made, before the load begins, when theirs has
 * ended, and when nobody needs the server any more.
 */
export type MeetingPoint = 'start' | 'load' | 'loaded' | 'ended';

/** Resolves when all who are still there have come to this point. */
export type Meet = (point: MeetingPoint) => Promise<void>;

export interface Seat extends Disposable {
  arrive: Meet;
}

/**
 * Lets `seats` clients go on together from each point. `onMet` is waited for when all are there, before anybody goes
 * on. A client that is gone, its seat disposed of, is waited for no more, and another one may take its seat.
 */
export function openMeeting(seats: number, onMet: (point: MeetingPoint) => Promise<void>): { takeSeat(): Seat } {
  const present = new Set<symbol>(Array.from({ length: seats }, () => Symbol('seat')));
  const free = [...present];
  const points = new Map<MeetingPoint, { arrived: Set<symbol>; met: PromiseWithResolvers<void>; isOver: boolean }>();

  const pointOf = (point: MeetingPoint) => {
    const found = points.get(point) ?? { arrived: new Set(), met: Promise.withResolvers<void>(), isOver: false };
    points.set(point, found);
    return found;
  };
  const goOn = (point: MeetingPoint) => {
    const waiting = pointOf(point);
    const areAllThere = [...present].every((seat) => waiting.arrived.has(seat));
    if (waiting.isOver || waiting.arrived.size === 0 || !areAllThere) return;
    waiting.isOver = true;
    onMet(point).then(waiting.met.resolve, waiting.met.reject);
  };
  return {
    takeSeat() {
      const seat = free.pop();
      if (!seat) throw new RangeError(`there are ${seats} seats, and all are taken`);
      present.add(seat);
      for (const { arrived, isOver } of points.values()) if (!isOver) arrived.delete(seat);
      return {
        arrive(point) {
          const { arrived, met } = pointOf(point);
          arrived.add(seat);
          goOn(point);
          return met.promise;
        },
        [Symbol.dispose]() {
          present.delete(seat);
          free.push(seat);
          for (const point of points.keys()) goOn(point);
        },
      };
    },
  };
}
