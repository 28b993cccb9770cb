import { expect, it } from 'vitest';
import { Output } from './output.ts';

it('all of a short output is kept, and its last lines', () => {
  const output = new Output();
  output.add('one\ntw');
  output.add('o\n\nthree');
  expect(output.text()).toBe('one\ntwo\n\nthree');
  expect(output.lastLines()).toEqual(['one', 'two', 'three']);
});

it('of a long output head and tail are kept, and how much is missing', () => {
  const output = new Output();
  output.add('first line\n');
  for (let line = 0; line < 100_000; line += 1) output.add(`line ${line}\n`);
  const text = output.text();
  expect(text).toMatch(/^first line\n/);
  expect(text).toMatch(/\n… [\d,]+ characters left out …\n/);
  expect(text).toMatch(/line 99999\n$/);
  expect(text.length).toBeLessThan(300_000);
  expect(output.lastLines()).toHaveLength(40);
});

it('a listener hears what comes while it listens', () => {
  const output = new Output();
  const heard: string[] = [];
  const end = output.listen((text) => heard.push(text));
  output.add('a');
  end();
  output.add('b');
  expect(heard).toEqual(['a']);
});
