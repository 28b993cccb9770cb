import type { Overtaken } from './evidence/requests.ts';

const MOST = 10;

/** The requests that most others overtook; what is kept does not grow with their number. */
export class MostOvertaken {
  private most: Overtaken[] = [];

  add(request: Overtaken): void {
    const least = this.most[MOST - 1]?.by ?? 0;
    if (request.by > least) this.most = mostOf([...this.most, request]);
  }

  list(): Overtaken[] {
    return this.most.map(({ by, tookMs }) => ({ by, tookMs: Math.round(tookMs) }));
  }
}

export function mostOf(requests: readonly Overtaken[]): Overtaken[] {
  return [...requests].sort((a, b) => b.by - a.by).slice(0, MOST);
}
