import type { Call, Facts, Transport } from '../facts/facts.ts';
import type { Reader } from '../reader.ts';
import { mayRunElsewhere } from './browser.ts';
import { callOf } from './calls.ts';
import { commandsIn } from './commands.ts';
import { dockerClientAt } from './docker-client.ts';
import { type Evaluator, makeEvaluator } from './evaluate.ts';
import { globalPools } from './global-pools.ts';
import { lifeOf } from './made.ts';
import { markForgotten } from './marks/closers.ts';
import { MARKERS } from './marks/index.ts';
import { makeSenders, type Senders } from './senders.ts';
import { transportOf } from './transports.ts';
import type { Node } from './tree.ts';
import { choices } from './value.ts';
import { type Module, openWorkspace, type Workspace } from './workspace.ts';

/** A word of a library that is read, or of one for command lines; quoted where it is too common a word. */
const WORDS =
  /undici|agentkeepalive|axios|dockerode|winston-loki|pino-loki|superagent|node-fetch|\bfetch\s*\(|["'](?:node:)?https?["']|["'](?:got|ky|commander|yargs|cac|sade)["']/;

export const javascript: Reader = {
  language: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  words: WORDS,
  async read(files) {
    const workspace = openWorkspace();
    const evaluator = makeEvaluator(workspace);
    const commands = commandsIn(files, workspace, evaluator);
    const tools = { workspace, evaluator, senders: makeSenders(evaluator), commands };
    const facts: Facts = { language: 'javascript', transports: [], calls: [], marks: [], skipped: [] };
    for (const file of files) {
      const module = workspace.parse(file);
      if ('reason' in module) facts.skipped.push({ file: file.name, reason: module.reason });
      else readModule(module, tools, facts);
    }
    facts.transports.push(...globalPools(facts.calls));
    return facts;
  },
};

function readModule(module: Module, tools: Tools, facts: Facts): void {
  for (const node of module.nodes) {
    facts.transports.push(...transportsAt(node, module, tools));
    facts.calls.push(...callsAt(node, module, tools));
    facts.marks.push(...MARKERS.flatMap((mark) => mark(node, { module, ...tools })));
  }
}

interface Tools {
  workspace: Workspace;
  evaluator: Evaluator;
  senders: Senders;
  commands: ReadonlySet<string>;
}

function transportsAt(node: Node, module: Module, { evaluator, senders, commands }: Tools): Transport[] {
  if (node.type !== 'NewExpression') return [];
  for (const value of choices(evaluator.evaluate(node, module))) {
    const transport = value.kind === 'made' && value.node === node ? transportOf(value, evaluator) : null;
    if (!transport) continue;
    const life = lifeOf(node, { module, senders, evaluator, commands });
    return [{ ...transport, ...life, marks: life.closed === 'no' ? markForgotten(node, module) : [] }];
  }
  return [];
}

function callsAt(node: Node, module: Module, { workspace, evaluator, senders }: Tools): Call[] {
  if (node.type === 'NewExpression') return dockerClientAt(node, module, evaluator);
  const sending = node.type === 'CallExpression' ? senders.sending(node, module) : null;
  return sending && !mayRunElsewhere(sending, { evaluator, workspace }) ? [callOf(sending, evaluator)] : [];
}
