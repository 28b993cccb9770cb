import { applyChoice, readChoice } from './theme-choice.js';
import { unpack } from './unpack.js';

// The first script, in the head: it sets the theme before anything is seen, and unpacks the others. What is packed as a
// script runs only if the page's policy knows its hash, like one that stands there unpacked.

applyChoice(readChoice());
document.addEventListener('DOMContentLoaded', unpackPage);

async function unpackPage() {
  const places = [...document.querySelectorAll('[data-packed="at-once"]')];
  const texts = await Promise.all(places.map(unpack));
  places.forEach((place, index) => {
    place.textContent = texts[index] ?? '';
  });
  for (const place of places.filter(({ id }) => id.startsWith('script-'))) run(place.textContent ?? '');
}

/** @param {string} text */
function run(text) {
  const script = document.createElement('script');
  script.textContent = text;
  document.body.append(script);
}
