import { expect, it } from 'vitest';
import { strokeOf } from './strokes.ts';

const SERIES = 15;

it('no two lines of one chart are told apart by their colour alone', () => {
  const theme = { accent: '#000', series: ['#1', '#2', '#3', '#4', '#5', '#6'] };
  const strokes = Array.from({ length: SERIES }, (_, index) => strokeOf(theme, index));
  const withoutColour = strokes.map(({ borderDash, borderWidth }) => JSON.stringify([borderDash, borderWidth]));
  expect(new Set(withoutColour).size).toBe(SERIES);
});
