/** @param {string} id */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * An element with a class, and text or others in it. Text stays text, whatever it holds.
 * @param {string} tag
 * @param {string} name
 * @param {(string | Node)[]} within
 */
export function make(tag, name = '', ...within) {
  const element = document.createElement(tag);
  if (name !== '') element.className = name;
  element.append(...within);
  return element;
}

/**
 * Touches the page only where something has changed.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Has these children and no others, in this order; those that are there already are not moved without need.
 * @param {Element} parent
 * @param {Element[]} children
 */
export function setChildren(parent, children) {
  for (const [index, child] of children.entries()) {
    const there = parent.children[index] ?? null;
    if (there !== child) parent.insertBefore(child, there);
  }
  while (parent.children.length > children.length) parent.lastElementChild?.remove();
}
