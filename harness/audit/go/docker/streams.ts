import type { Mark } from '../../facts/facts.ts';
import { known } from '../../facts/settings.ts';
import type { Code } from '../code.ts';
import { followResult, receivedFrom } from '../net-http/bodies.ts';
import { isLeft } from '../paths/state.ts';
import { placeOf } from '../place.ts';
import { topFunction } from '../scope.ts';
import { fieldIn } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import type { DockerClient } from './clients.ts';
import { DOCKER } from './options.ts';

const CLIENTS = ['Client', 'APIClient', 'CommonAPIClient', 'ContainerAPIClient'].map((name) => `${DOCKER}.${name}`);

/** Followed logs that nobody closes, nor a context that ends them. */
export function endlessStreams(code: Code): Mark[] {
  return followedLogs(code)
    .filter((call) => isLeftOpen(code, call) && !isCancelled(call))
    .map((call) => ({
      rule: 'stream-never-ended',
      at: placeOf(call),
      message: `The stream of ${call.child('function')?.text} is followed and never closed.`,
    }));
}

/** Followed logs and short calls through one transport with a limit. */
export function sharedPools(code: Code, clients: readonly DockerClient[]): Mark[] {
  const followed = followedLogs(code);
  return clients.flatMap(({ given, drafts }) => {
    const pkg = code.types.packages.of(given);
    const [limit] = drafts.map(({ settings }) => known(settings.limit));
    const isOnly = clients.filter((other) => code.types.packages.of(other.given) === pkg).length === 1;
    const streams = followed.some((call) => code.types.packages.of(call) === pkg);
    const short = dockerCalls(code).some((call) => !followed.includes(call) && code.types.packages.of(call) === pkg);
    if (limit === undefined || !Number.isFinite(limit) || !isOnly || !streams || !short) return [];
    const message = `Followed logs and short calls share one pool of ${limit} connections.`;
    return [{ rule: 'streams-share-pool', at: placeOf(given), message }];
  });
}

function dockerCalls(code: Code): Syntax[] {
  return code.files
    .filter((file) => [...file.imports.values()].some((path) => /\/(docker|moby)\/client$/.test(path)))
    .flatMap((file) => file.all('call_expression'))
    .filter((call) => {
      const callee = call.child('function');
      const operand = callee?.is('selector_expression') ? callee.child('operand') : undefined;
      const isSetup = /^(Close|NegotiateAPIVersion|DaemonHost|ClientVersion)$/.test(callee?.child('field')?.text ?? '');
      return operand !== undefined && !isSetup && code.types.isOf(code.types.of(operand), ...CLIENTS);
    });
}

function followedLogs(code: Code): Syntax[] {
  return dockerCalls(code).filter((call) => {
    if (call.child('function')?.child('field')?.text !== 'ContainerLogs') return false;
    const { makers } = code.origins.of(call.child('arguments')?.children[2]);
    return makers.some((maker) => fieldIn(maker, 'Follow').some((value) => code.values.of(value)?.value === true));
  });
}

function isLeftOpen(code: Code, call: Syntax): boolean {
  const received = receivedFrom(call);
  if (!received) return false;
  if (!received.thing) return true;
  const walked = followResult(code, received.thing, received, received.thing.text);
  return walked !== undefined && !walked.closes && !walked.handsOn && (walked.leaks.length > 0 || isLeft(walked.state));
}

/** `ctx, cancel := context.WithCancel(...)` and a call of `cancel` in the same function. */
function isCancelled(call: Syntax): boolean {
  const around = topFunction(call);
  return around !== undefined && /\bcancel\w*\(\)/i.test(around.text);
}
