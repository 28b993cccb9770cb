/** @import { NightsChart } from '../../charts/types.ts' */

/**
 * Where the commit of a night can be looked at; null where no remote is known.
 * @param {NightsChart} drawing
 * @param {number} night
 */
export function commitHref({ commits, commitUrl }, night) {
  const commit = commits[night];
  // A plus sign says that files differed from the commit.
  return commit == null || commitUrl === null ? null : commitUrl + commit.replace('+', '');
}
