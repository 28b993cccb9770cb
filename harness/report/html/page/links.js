import { showAll } from './cases.js';
import { open } from './later.js';

// A link leads to a case or a verdict: whatever folds or hides it is opened, and the keyboard goes on from there.

/** @param {string} hash */
function reveal(hash) {
  const target = document.getElementById(decode(hash.slice(1)));
  if (!target) return;
  const hidden = target.closest('[hidden]');
  if (hidden) showAll();
  for (let part = target.closest('details'); part; part = part.parentElement?.closest('details') ?? null) open(part);
  const own = target.querySelector(':scope > details');
  if (own instanceof HTMLDetailsElement) open(own);
  target.scrollIntoView();
  const stop = target.matches('[tabindex]') ? target : target.querySelector('summary');
  /** @type {HTMLElement | null} */ (stop)?.focus({ preventScroll: true });
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

addEventListener('hashchange', () => reveal(location.hash));
// A second click on the same link changes no hash.
document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a[href^="#"]') : null;
  const hash = link?.getAttribute('href') ?? '';
  if (hash !== '' && hash === location.hash) reveal(hash);
});
reveal(location.hash);
