// A push of nothing but wrong lines is not to be answered with many times its size.
const MAX_TEXTS = 100;

/** What was wrong with the lines of a push, in the words of Loki's `GroupedErrors`. */
export class Problems {
  // Made with the first problem: most pushes have none.
  private counts: Map<string, number> | undefined;

  get found(): boolean {
    return this.counts !== undefined;
  }

  add(text: string): void {
    this.counts ??= new Map();
    const count = this.counts.get(text) ?? 0;
    if (count > 0 || this.counts.size < MAX_TEXTS) this.counts.set(text, count + 1);
  }

  toString(): string {
    const groups = [...(this.counts ?? [])];
    const first = groups[0];
    if (groups.length === 1 && first?.[1] === 1) return first[0];
    return groups.map(([text, count]) => `${count} errors like: ${text}`).join('; ');
  }
}
