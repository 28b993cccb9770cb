/** What GitHub takes for the page of a step; it refuses a summary that is larger, and shows none of it. */
export const SUMMARY_BYTES = 1024 * 1024;

const REST = '\n\nThe rest is in the reports: the page of a job takes no more.\n';

/** As many whole lines of it as there is room for, in bytes, and a word of it where some are left out. */
export function fittingIn(markdown: string, room: number): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= room) return markdown;
  const end = bytes.subarray(0, Math.max(0, room - Buffer.byteLength(REST))).lastIndexOf('\n');
  return end === -1 ? '' : bytes.toString('utf8', 0, end) + REST;
}
