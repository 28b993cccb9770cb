import { retiring } from '../retiring.mjs';

/** The so-many-th request of a connection is the last one. */
export const make = (most) => {
  const used = new WeakMap();
  return retiring((socket) => {
    const count = (used.get(socket) ?? 0) + 1;
    used.set(socket, count);
    return count === most;
  });
};
