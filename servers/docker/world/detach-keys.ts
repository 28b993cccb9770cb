// ctrl-p, ctrl-q.
const DEFAULT_KEYS = Buffer.from([16, 17]);
const DELETE = 127;

/** Keys such as `ctrl-p,ctrl-q` or `a`, as bytes; none given: the usual ones. Null where one has no such name. */
export function parseDetachKeys(text: string): Buffer | null {
  if (text === '') return DEFAULT_KEYS;
  const bytes = text.split(',').map(byteOf);
  return bytes.every((byte) => byte !== null) ? Buffer.from(bytes) : null;
}

function byteOf(name: string): number | null {
  if (Buffer.byteLength(name) === 1) return name.charCodeAt(0);
  if (name === 'DEL') return DELETE;
  const control = /^ctrl-([a-z@[\\\]^_])$/.exec(name)?.[1];
  return control === undefined ? null : control.toUpperCase().charCodeAt(0) - 64;
}

/**
 * Watches what is typed at a terminal for `keys`, which are for the daemon: after them, which are reported once,
 * nothing more is passed on. The first of them are held back until the next key tells what they were.
 */
export function watchForKeys(keys: Buffer): (typed: Buffer) => { passed: Buffer; isDetached: boolean } {
  let held = 0;
  return (typed) => {
    const wasDetached = held === keys.length;
    const passed: number[] = [];
    for (const byte of typed) {
      if (held === keys.length) break;
      if (byte !== keys[held]) {
        passed.push(...keys.subarray(0, held));
        held = 0;
      }
      if (byte !== keys[held]) passed.push(byte);
      else held += 1;
    }
    return { passed: Buffer.from(passed), isDetached: !wasDetached && held === keys.length };
  };
}
