import { InvalidArgumentError } from 'commander';

const HIGHEST_PORT = 65_535;

/** A whole number from 0 up: a world may be empty, and a seed may be 0. */
export function wholeNumberOrZero(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError(`Expected a whole number from 0 up, not '${text}'.`);
}

/** A TCP port; 0 for any that is free. */
export function port(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= HIGHEST_PORT) return Number(text);
  throw new InvalidArgumentError(
    `Expected a port from 1 to ${HIGHEST_PORT}, or 0 for any that is free, not '${text}'.`,
  );
}
