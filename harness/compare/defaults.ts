// What a comparison does when nobody says, each with its reason. The command's help prints these constants.

/**
 * Two more than the fewest with which the four metrics of two configurations can be decided (Holm), and balanced for
 * those.
 */
export const DEFAULT_ROUNDS = 12;

/**
 * With the fewest that can decide at all every round must lean the same way; with two more the smallest two need not.
 */
export const SPARE_ROUNDS = 2;

/** This many more are played for an order in which every configuration stands in every place equally often. */
export const MOST_ROUNDS_FOR_BALANCE = 3;

/** The exact distribution takes memory and time with the third power of the rounds, and nobody waits for more. */
export const MOST_ROUNDS = 200;

/** Enough to see the scatter, too few for any claim. */
export const QUICK_ROUNDS = 5;

/**
 * A machine's state is the same within a window and another in the next one, so more windows are worth more than longer
 * ones. A second holds the thousand requests that a p99 needs wherever a request takes less than a millisecond for each
 * one in flight.
 */
export const WINDOW_MS = 1_000;
export const QUICK_WINDOW_MS = 400;

/**
 * Compiled code comes with the number of calls, not with time: clients came to their full rate after 500 to 900
 * requests.
 */
export const WARMUP_REQUESTS = 1_000;
/** Behind a slow server there is nothing to warm up for longer than this. */
export const WARMUP_MS = 1_000;

/** How much windows usually scatter on a shared machine. */
export const USUAL_WINDOW_SD = 0.05;
