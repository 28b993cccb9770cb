/**
 * How a program under test gets its work. 'http': it listens on PORT, and our load is sent there. 'stdin': it reads
 * lines. 'own': it has work of its own.
 */
export const DRIVES = ['http', 'stdin', 'own'] as const;
export type Drive = (typeof DRIVES)[number];

/** Whether our load reaches it: a client, or a program that is called. Any other sets its own pace, or is fed. */
export function isCalled(drive: Drive | null): boolean {
  return drive === null || drive === 'http';
}
