import { expect, it } from 'vitest';
import { findScenarios } from '../../scenario/discover.ts';
import { programConfiguration } from '../../scenario/programs/normalize.ts';
import type { ProgramInput } from '../../scenario/programs/schema.ts';
import type { Configuration, Scenario } from '../../scenario/types.ts';
import { controlOf, describeControl as describeFor } from './control.ts';

const [scenario] = (await findScenarios(['diagnose-loki'])) as [Scenario];

const { subject } = scenario.configurations[0] as Configuration;
const describeControl = (one: Scenario) => describeFor(one, subject);

it('stays the same when a configuration gets another limit, so that a regression by it is tried', () => {
  const configurations = scenario.configurations.map((one) => ({ ...one, connectionLimit: 7 }));
  const limited = { ...scenario, configurations };
  expect(describeControl(limited)).toBe(describeControl(scenario));
  expect(controlOf(limited)).toEqual(controlOf(scenario));
});

it('is another one under another load, on another target and with other requests', () => {
  const { load, target, requests } = scenario;
  const others = [
    { ...scenario, load: { ...load, deadlineMs: load.deadlineMs + 1 } },
    { ...scenario, target: { ...target, socket: 'unix' as const } },
    { ...scenario, requests: requests.map((one) => ({ ...one, path: `${one.path}?` })) },
  ];
  expect(new Set([scenario, ...others].map(describeControl)).size).toBe(4);
});

it('is another one for a program whose work comes in another way, and not for another program', () => {
  const program = (input: Partial<ProgramInput>) =>
    describeFor(scenario, programConfiguration('it', { run: ['a'], drive: 'http', ...input }, '/').subject);
  const ways = [
    describeControl(scenario),
    program({}),
    program({ drive: 'own' }),
    program({ requests: [{ path: '/slow' }] }),
    program({ linesPerSecond: 10 }),
  ];
  expect(new Set(ways).size).toBe(ways.length);
  expect(program({ run: ['b', '--fast'] })).toBe(program({}));
});

it('has a name that no configuration has', () => {
  const configurations = scenario.configurations.map((one) => ({ ...one, name: 'control' }));
  expect(controlOf({ ...scenario, configurations }).name).toBe('control of poolproof');
});
