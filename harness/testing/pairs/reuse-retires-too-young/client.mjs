import { retiring } from '../retiring.mjs';

/** A request of a connection that is older is the last one. */
export const make = (lifetimeMs) => {
  const bornMs = new WeakMap();
  return retiring((socket) => {
    if (!bornMs.has(socket)) bornMs.set(socket, performance.now());
    return performance.now() - bornMs.get(socket) > lifetimeMs;
  });
};
