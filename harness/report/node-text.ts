import { PINNED_NODE_MAJOR } from '../core/pinned-node.ts';

/** 'Node v26.1.0'; of another major version than ours what that means. */
export function nodeText(version: string): string {
  const isPinned = Number.parseInt(version.replace('v', ''), 10) === PINNED_NODE_MAJOR;
  return `Node ${version}${isPinned ? '' : ` (the bounds of the checks were measured on Node ${PINNED_NODE_MAJOR})`}`;
}
