import { callsOf, isPrivate, methodCalls, ownName } from './own-calls.ts';
import { loopAround, nameOf, ownerOf } from './owner.ts';
import { idOf } from './transports.ts';
import type { FunctionNode, Node, NodeOf } from './tree.ts';
import type { Module } from './workspace.ts';

/** Names of what a program runs once, or makes. */
const START =
  /^(?:main|run|start|bootstrap|cli|init|initialize|setup|connect|create\w*|make\w*|build\w*|open\w*|constructor|default)$/i;
/** Those that are called by nothing but the start or the end of a program; what they call runs once, too. */
const ONCE = new RegExp(
  [
    'main|cli|run|start|startup|boot|seed|migrate|activate|deactivate|(?:pre|post)install|shutdown|teardown|globalSetup|globalTeardown',
    '(?:init|initiali[sz]e|set[uU]p|bootstrap|configure)(?:[A-Z_]\\w*)?',
    'on(?:Module|Application)\\w+|beforeApplicationShutdown|ngOnInit|on(?:Ready|Start|Listen)',
  ]
    .map((one) => `^(?:${one})$`)
    .join('|'),
);
const TESTS = /^(?:it|test|describe|suite|before|after|beforeEach|afterEach|beforeAll|afterAll|bench|step|task|t)$/;
/** Functions that call each other before one is known. */
const DEEPEST = 5;

interface Program {
  module: Module;
  /** Functions that another file gives to a command line, by where they stand. */
  commands: ReadonlySet<string>;
}

/** Whether a function runs once, or in a test. */
export function isStart(owner: FunctionNode, program: Program): boolean {
  return START.test(nameOfFunction(owner)) || runsOnce(owner, program);
}

/** Whether a function runs once in the life of a program. */
export function runsOnce(owner: FunctionNode, program: Program, depth = 0): boolean {
  const { module, commands } = program;
  if (ONCE.test(nameOfFunction(owner)) || isHandedToStart(owner, owner.parent, module)) return true;
  if (isCommand(owner, module) || commands.has(idOf(owner, module))) return true;
  const isAction = ownName(owner, module)?.reads.some((read) => isHandedToStart(read, read.parent, module));
  if (isAction || depth > DEEPEST) return isAction ?? false;
  const calls = isPrivate(owner) ? methodCalls(owner, module) : (callsOf(owner, module) ?? []);
  return calls.length > 0 && calls.every((call) => isCalledOnce(call, program, depth));
}

function isCalledOnce(call: Node, program: Program, depth: number): boolean {
  const caller = ownerOf(call);
  if (loopAround(call, caller)) return false;
  return caller === null || runsOnce(caller, program, depth + 1);
}

/** The callback of a test, of a command line, or of an event that comes once. */
function isHandedToStart(callback: Node, call: Node | null | undefined, module: Module): boolean {
  if (call?.type !== 'CallExpression' || call.callee === callback) return false;
  const name = nameOf(call.callee);
  if (TESTS.test(name) || /^(?:it|test|describe)\b/.test(module.textOf(call.callee))) return true;
  if (call.callee.type !== 'MemberExpression') return false;
  if (isOfCommandLine(call)) return true;
  return isEventOfStart(call, name) || module.textOf(call.callee.object) === 'process';
}

/** Of commander and yargs; those of chats and bots have two arguments, and run for each message. */
export function isOfCommandLine({ callee, arguments: { length } }: NodeOf<'CallExpression'>): boolean {
  if (callee.type !== 'MemberExpression') return false;
  return nameOf(callee) === 'action' ? length === 1 : nameOf(callee) === 'command' && length > 2;
}

function isEventOfStart({ arguments: [event] }: NodeOf<'CallExpression'>, name: string): boolean {
  if (name === 'whenReady' || name === 'listen') return true;
  const isListener = ['on', 'once', 'addHook'].includes(name) && event?.type === 'Literal';
  return isListener && /^(?:ready|listening|onReady|onListen|onClose)$/.test(String(event.value));
}

/** `export const command = 'deploy', handler = …` of yargs, or an object with both. */
function isCommand(owner: FunctionNode, module: Module): boolean {
  if (nameOfFunction(owner) !== 'handler') return false;
  const { parent } = owner;
  if (parent?.type !== 'Property') return module.scopes.top.has('command');
  return (
    parent.parent?.type === 'ObjectExpression' &&
    parent.parent.properties.some((one) => one.type === 'Property' && nameOf(one.key) === 'command')
  );
}

/** For sentences. */
export function nameOfFunction(node: FunctionNode): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  const key =
    parent?.type === 'VariableDeclarator' ? parent.id : parent && 'key' in parent ? (parent.key as Node) : null;
  return key?.type === 'Identifier' ? key.name : 'a function';
}
