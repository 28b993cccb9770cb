import { applyChoice, keepChoice, readChoice } from './theme-choice.js';

/** Tells those who draw that the colours are others now. */
const CHANGED = 'themechange';

/**
 * Calls whenever the page's colours change: by the switch, by the system, or because the page goes to paper.
 * @param {() => void} listener
 */
export function onThemeChange(listener) {
  document.addEventListener(CHANGED, listener);
  matchMedia('print').addEventListener('change', listener);
}

const place = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'));
if (place) {
  place.value = readChoice();
  place.disabled = false;
  place.addEventListener('change', () => {
    keepChoice(/** @type {import('./theme-choice.js').Choice} */ (place.value));
    apply();
  });
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);

function apply() {
  applyChoice(readChoice());
  document.dispatchEvent(new Event(CHANGED));
}
