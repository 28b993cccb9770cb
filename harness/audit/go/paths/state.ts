/**
 * What is known of a thing that must be closed, at one point of one path: 'maybe' before the error was looked at,
 * 'unsure' where the error has become another one before that, 'none' where there was an error, 'gone' where it was
 * handed on to other code or cannot be followed, 'empty' where it says that there is nothing in it.
 */
export type State = 'maybe' | 'unsure' | 'open' | 'none' | 'closed' | 'gone' | 'empty';

/** After paths meet again: an accusation needs all of them. Null is a path that has left. */
export function merge(states: readonly (State | null)[]): State | null {
  const left = [...new Set(states.filter((state) => state !== null))];
  if (left.length === 0) return null;
  if (left.length === 1) return left[0] as State;
  if (left.includes('empty')) return merge(left.filter((state) => state !== 'empty'));
  if (left.includes('gone')) return 'gone';
  if (left.includes('unsure')) return left.includes('closed') ? 'gone' : 'unsure';
  const isOpen = left.some(isLeft);
  if (isOpen && left.includes('closed')) return 'gone';
  return isOpen ? 'maybe' : 'closed';
}

/** Whether it would be left open by code that leaves now. */
export function isLeft(state: State | null): boolean {
  return state === 'open' || state === 'maybe';
}
