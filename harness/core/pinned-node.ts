/** The Node on which the bounds of our checks were measured; our own runs use it, and package.json pins it. */
export const PINNED_NODE_MAJOR = 26;
