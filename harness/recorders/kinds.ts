/**
 * Settings that many objects have alike, each kind once with how many there are of it. Bounded, as a client may make
 * one for each request.
 */
export class Kinds<T extends object> {
  private readonly kinds = new Map<string, T & { count: number }>();
  private readonly known = new WeakSet<object>();

  /** Counts an object and returns true if it was not seen before; none is kept alive. */
  meet(object: object, settingsOf: () => T): boolean {
    if (this.known.has(object)) return false;
    this.known.add(object);
    const settings = settingsOf();
    const key = JSON.stringify(settings);
    const kind = this.kinds.get(key) ?? { ...settings, count: 0 };
    kind.count += 1;
    if (this.kinds.has(key) || this.kinds.size < MAX_KINDS) this.kinds.set(key, kind);
    return true;
  }

  list(): (T & { count: number })[] {
    return [...this.kinds.values()].map((kind) => ({ ...kind }));
  }
}

const MAX_KINDS = 20;
