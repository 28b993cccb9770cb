const KEY = 'poolproof-theme';

/** @typedef {'system' | 'light' | 'dark'} Choice */

/** @type {Choice | null} */
let chosenHere = null;

/**
 * The choice of the reader. Where a browser keeps nothing for a page, it holds until the page is left.
 * @returns {Choice}
 */
export function readChoice() {
  if (chosenHere !== null) return chosenHere;
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

/** @param {Choice} choice */
export function keepChoice(choice) {
  chosenHere = choice;
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // It holds here all the same.
  }
}

/**
 * Gives the page the theme: colours.css reads it.
 * @param {Choice} choice
 */
export function applyChoice(choice) {
  const isDark = choice === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark';
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
}
