import { expect, it } from 'vitest';
import '../../vitest.ts';
import { healthy, leaky } from '../clients.ts';

it('a healthy client', () => expect(healthy).toHoldItsPool({ connections: 2, concurrency: 8 }));

it('a broken client', () => expect(leaky).toHoldItsPool({ connections: 2, concurrency: 8 }));
