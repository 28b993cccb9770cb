import type { Accepted } from '../push/review.ts';

/** Somebody who wants to see what is pushed. */
export interface Follower {
  offer(accepted: readonly Accepted[]): void;
}

/** Who follows which tenant, by its id: it need not have pushed anything yet. */
export class Tails {
  private readonly followers = new Map<string, Set<Follower>>();

  offer(tenantId: string, accepted: readonly Accepted[]): void {
    if (this.followers.size === 0) return;
    for (const follower of this.followers.get(tenantId) ?? []) follower.offer(accepted);
  }

  count(tenantId: string): number {
    return this.followers.get(tenantId)?.size ?? 0;
  }

  add(tenantId: string, follower: Follower): void {
    this.followers.set(tenantId, (this.followers.get(tenantId) ?? new Set()).add(follower));
  }

  remove(tenantId: string, follower: Follower): void {
    const left = this.followers.get(tenantId);
    left?.delete(follower);
    if (left?.size === 0) this.followers.delete(tenantId);
  }
}
