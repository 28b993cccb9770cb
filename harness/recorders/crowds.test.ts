import { EventEmitter, setMaxListeners } from 'node:events';
import { expect, it } from 'vitest';
import { Crowds } from './crowds.ts';

function emitterWith(count: number): EventEmitter {
  const emitter = new EventEmitter().setMaxListeners(0);
  for (let listener = 0; listener < count; listener += 1) emitter.on('now', () => {});
  return emitter;
}

it('counts the listeners of what was met, of emitters and of targets of DOM events', () => {
  const crowds = new Crowds();
  expect(crowds.mostListeners()).toBeNull();
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  for (let listener = 0; listener < 20; listener += 1) signal.addEventListener('abort', () => {});
  const emitter = emitterWith(12);
  crowds.meet(emitter, 'now');
  crowds.meet(signal, 'abort');
  expect([crowds.counts(), crowds.mostListeners()]).toEqual([[12, 20], 20]);
});

it('names who has lost most listeners since they were counted, and nobody where none are lost', () => {
  const crowds = new Crowds();
  const [some, many] = [emitterWith(12), emitterWith(30)];
  crowds.meet(some, 'now');
  crowds.meet(many, 'now');
  const before = crowds.counts();
  expect(crowds.mostLost(before)).toBeNull();
  some.removeAllListeners();
  many.removeAllListeners();
  expect(crowds.mostLost(before)).toEqual({ event: 'now', emitter: 'EventEmitter', before: 30, after: 0 });
});
