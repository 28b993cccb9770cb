import type { Container } from '../world/container.ts';

export interface Sizes {
  /** Absent where the container wrote nothing, as dockerd leaves out zeros. */
  SizeRw?: number;
  SizeRootFs?: number;
}

/** Containers write nothing, so each is as large as its image. */
export function sizesOf({ image }: Container): Sizes {
  return { SizeRootFs: image.sizeBytes };
}
