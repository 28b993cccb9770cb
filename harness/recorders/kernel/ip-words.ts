import { isIPv4 } from 'node:net';
import { endianness } from 'node:os';

/** In tcp6 an IPv4 address stands behind these words, as a dual-stack socket connects to it. */
export const MAPPED_WORDS = '00000000000000000000FFFF';

/** An IP address as eight hexadecimal digits for each 32 bits, in network order: '7F000001' of 127.0.0.1. */
export function wordsOf(ip: string): string {
  return isIPv4(ip) ? hexOfBytes(ip.split('.')) : hexOfGroups(groupsOf(ip));
}

/** An address and a port as the tables of /proc/net print them: each word in the machine's own byte order. */
export function printedAddress(words: string, port: number): string {
  const ofWords = words.match(/.{8}/g) ?? [];
  const printed =
    endianness() === 'LE' ? ofWords.map((word) => Buffer.from(word, 'hex').reverse().toString('hex')) : ofWords;
  return `${printed.join('')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

function hexOfBytes(bytes: readonly string[]): string {
  return Buffer.from(bytes.map(Number)).toString('hex').toUpperCase();
}

/** The eight groups of an IPv6 address, however it is abbreviated. */
function groupsOf(ip: string): string[] {
  // URL knows all ways to write one, and has one way of its own.
  const canonical = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [before = [], after] = canonical.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  if (after === undefined) return before;
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

function hexOfGroups(groups: readonly string[]): string {
  return groups
    .map((group) => group.padStart(4, '0'))
    .join('')
    .toUpperCase();
}
