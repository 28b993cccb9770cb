/** @type {Record<string, string>} Markup of ours, by the id around the place that it is for. */
const later = JSON.parse(document.getElementById('later')?.textContent ?? '{}');

/**
 * Puts into an open part of the page what waited for it, but not into parts of it that are closed themselves.
 * @param {Element} part
 */
export function fill(part) {
  for (const place of part.querySelectorAll('[data-later]')) {
    if (place.closest('details:not([open])')) continue;
    place.innerHTML = later[place.closest('[id]')?.id ?? ''] ?? '';
    place.removeAttribute('data-later');
  }
}

/** @param {HTMLDetailsElement} details */
export function open(details) {
  details.open = true;
  fill(details);
}

fill(document.body);
// A toggle does not bubble.
document.addEventListener('toggle', ({ target }) => target instanceof HTMLDetailsElement && fill(target), true);
