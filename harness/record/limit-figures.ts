import { z } from 'zod';

/** What the server saw of the connections of one client beyond a limit. */
export const limitFiguresSchema = z.object({
  /** Streams beside the load included. */
  limit: z.number(),
  /** The most connections with a request in flight at the same moment, and the most that were open. */
  activePeak: z.number(),
  openPeak: z.number(),
  /** The longest time with more of them than the limit, without a break. */
  activeOverMs: z.number(),
  openOverMs: z.number(),
  /** The share of the time, from 0 to 1, in which more were open than the limit. */
  openOverShare: z.number(),
});

export type LimitFigures = z.infer<typeof limitFiguresSchema>;
