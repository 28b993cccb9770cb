import { applyChoice, keepChoice, readChoice } from './theme-choice.js';

// The reader's choice of a theme, and the system's where there is none. Who draws looks at the root's `data-theme`.

const place = /** @type {HTMLSelectElement | null} */ (document.getElementById('theme'));
if (place) {
  place.value = readChoice();
  place.disabled = false;
  place.addEventListener('change', () => {
    keepChoice(/** @type {import('./theme-choice.js').Choice} */ (place.value));
    applyChoice(readChoice());
  });
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyChoice(readChoice()));
