import type { Accepted } from '../push/review.ts';
import type { Tenant } from '../store/tenant.ts';

/** Somebody who wants to see what is pushed. */
export interface Follower {
  offer(accepted: readonly Accepted[]): void;
}

/** Who follows which tenant. */
export class Tails {
  private readonly followers = new Map<Tenant, Set<Follower>>();

  offer(tenant: Tenant, accepted: readonly Accepted[]): void {
    if (this.followers.size === 0) return;
    for (const follower of this.followers.get(tenant) ?? []) follower.offer(accepted);
  }

  count(tenant: Tenant): number {
    return this.followers.get(tenant)?.size ?? 0;
  }

  add(tenant: Tenant, follower: Follower): void {
    this.followers.set(tenant, (this.followers.get(tenant) ?? new Set()).add(follower));
  }

  remove(tenant: Tenant, follower: Follower): void {
    const left = this.followers.get(tenant);
    left?.delete(follower);
    if (left?.size === 0) this.followers.delete(tenant);
  }
}
