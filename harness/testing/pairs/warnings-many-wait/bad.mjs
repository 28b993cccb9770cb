import { throughTurnstile } from './turnstile.mjs';

export const createClient = async (options) =>
  throughTurnstile(options, { onTurn: (turnstile) => turnstile.on('error', () => {}) });
