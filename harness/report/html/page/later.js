// Markup of ours that waits packed, by the id around the place that it is for: what is folded, which is put there
// before anything else is done with the page, and what is seldom looked at, which is put there when that is opened.

const folded = markupIn('folded');
const later = markupIn('later');

/**
 * @param {string} id
 * @returns {Record<string, string>}
 */
function markupIn(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? '{}');
}

/**
 * @param {Element} place
 * @param {Record<string, string>} markup
 */
function put(place, markup) {
  place.innerHTML = markup[place.closest('[id]')?.id ?? ''] ?? '';
}

/**
 * Puts into an open part of the page what waited for it, but not into parts of it that are closed themselves.
 * @param {Element} part
 */
export function fill(part) {
  for (const place of part.querySelectorAll('[data-later]')) {
    if (place.closest('details:not([open])')) continue;
    put(place, later);
    place.removeAttribute('data-later');
  }
}

/** @param {HTMLDetailsElement} details */
export function open(details) {
  details.open = true;
  fill(details);
}

for (const place of document.querySelectorAll('[data-folded]')) put(place, folded);
fill(document.body);
// A toggle does not bubble.
document.addEventListener('toggle', ({ target }) => target instanceof HTMLDetailsElement && fill(target), true);
