import { isBuiltin } from 'node:module';
import { isNoAddressOfNode } from './address.ts';
import type { Evaluator } from './evaluate.ts';
import { keyOf, propertyName } from './names.ts';
import { nameOf, ownerOf } from './owner.ts';
import { remembered } from './remembered.ts';
import { isMereName } from './scope.ts';
import type { Sending } from './sending.ts';
import { nameOfFunction } from './start.ts';
import { bare, type Node, type NodeOf } from './tree.ts';
import type { Module, Workspace } from './workspace.ts';

/** Those that send by the `fetch` that stands there: Node's, a browser's, or that of a worker at the edge. */
const OF_ANY_RUNTIME = /^(?:fetch|ky)(?:\.|$)/;

/** Options that Node's `fetch` does nothing with: of browsers, and of frameworks and workers that have their own. */
const OPTIONS = /^(?:keepalive|mode|credentials|cache|priority|referrerPolicy|integrity|next|cf)$/;

const GLOBALS = new Set([
  ...['window', 'document', 'navigator', 'location', 'history', 'self', 'localStorage', 'sessionStorage', 'indexedDB'],
  ...['alert', 'confirm', 'customElements', 'HTMLElement', 'XMLHttpRequest', 'FileReader', 'Image', 'matchMedia'],
  ...['requestAnimationFrame', 'getComputedStyle', 'IntersectionObserver', 'MutationObserver', 'ResizeObserver'],
  ...['$', 'jQuery', 'chrome', 'browser', 'importScripts', 'caches', 'clients', 'registration', 'addEventListener'],
  ...['ref', 'reactive', 'computed', 'onMounted', 'useRoute', 'useRouter'],
  ...['HTMLRewriter', 'WebSocketPair', 'EdgeRuntime', 'Deno', 'Bun'],
]);

const HOOK = /^use[A-Z]/;

/** Packages whose users run in a browser, an app or a worker. */
const PACKAGES =
  /^(?:react|react-dom|react-native|preact|vue|svelte|solid-js|lit|jquery|swr|pinia|vuex|redux|zustand|mobx|expo(?!-server)|@angular|@ionic|@capacitor|@tanstack|@reduxjs|@react-native|cloudflare:\w+|@cloudflare|next\/(?:navigation|router|link|image))(?:[/-]|$)/;

/** Whether a request may be sent by another runtime than Node: what its `fetch` does is not known here. */
export function mayRunElsewhere(
  { path, node, module, options, spec }: Sending,
  { evaluator, workspace }: { evaluator: Evaluator; workspace: Workspace },
): boolean {
  if (!OF_ANY_RUNTIME.test(path) || options.gives('dispatcher')) return false;
  if (
    isOfBrowser(module) ||
    importsOfBundle(module, workspace) ||
    options.spelled.some(({ name }) => OPTIONS.test(name))
  )
    return true;
  const address = spec.urlAt === null ? undefined : node.arguments[spec.urlAt];
  return address !== undefined && isNoAddressOfNode(address, module, evaluator);
}

const isOfBrowser = remembered(
  (module: Module) =>
    /\.[jt]sx$/.test(module.file.name) ||
    /\bprocess\.env\.(?:REACT_APP|NEXT_PUBLIC|VITE|EXPO_PUBLIC)_/.test(module.file.text) ||
    module.program.body.some((one) => isClientDirective(one) || importsForBrowser(one) || exportsWorker(one, module)) ||
    module.nodes.some(
      (one) =>
        isEnvOfBundler(one) ||
        isGlobalOfBrowser(one, module) ||
        asksForPath(one) ||
        takesForm(one) ||
        isHookInHook(one),
    ),
);

/** Whether it imports what only a bundler can read, such as the address of its server, and nothing of Node's. */
const importsOfBundle = remembered((module: Module, workspace: Workspace) => {
  const imports = module.program.body.filter((one) => one.type === 'ImportDeclaration');
  if (imports.some(({ source }) => isBuiltin(source.value))) return false;
  return imports.some((one) => {
    const imported = isOfTypes(one) ? undefined : workspace.follow(module, one.source.value);
    return imported !== undefined && 'file' in imported && imported.nodes.some(isEnvOfBundler);
  });
});

function isOfTypes({ importKind, specifiers }: NodeOf<'ImportDeclaration'>): boolean {
  const isType = (one: Node) => one.type === 'ImportSpecifier' && one.importKind === 'type';
  return importKind === 'type' || (specifiers.length > 0 && specifiers.every(isType));
}

/** `import.meta.env` */
function isEnvOfBundler(node: Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'MetaProperty' && propertyName(node) === 'env';
}

function isClientDirective(statement: Node): boolean {
  return statement.type === 'ExpressionStatement' && statement.directive === 'use client';
}

function importsForBrowser(statement: Node): boolean {
  return statement.type === 'ImportDeclaration' && PACKAGES.test(statement.source.value);
}

/** `export default { fetch(request) { … } }`, and `export const runtime = 'edge'` or a `config` with it. */
function exportsWorker(statement: Node, module: Module): boolean {
  if (statement.type === 'ExportDefaultDeclaration') {
    const value = bare(statement.declaration);
    return (
      value.type === 'ObjectExpression' &&
      value.properties.some((one) => one.type === 'Property' && keyOf(one) === 'fetch')
    );
  }
  const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : null;
  if (declared?.type === 'FunctionDeclaration')
    return /^onRequest(?:Get|Post|Put|Patch|Delete|Head|Options)?$/.test(declared.id?.name ?? '');
  return (
    declared?.type === 'VariableDeclaration' &&
    declared.declarations.some(
      ({ id, init }) =>
        /^(?:runtime|config)$/.test(nameOf(id)) && init && /["'][\w-]*edge["']/.test(module.textOf(init)),
    )
  );
}

function isGlobalOfBrowser(node: Node, module: Module): boolean {
  return node.type === 'Identifier' && GLOBALS.has(node.name) && !isMereName(node) && !module.scopes.bindingOf(node);
}

/** One request that Node refuses says where all others of its file run. */
function asksForPath(node: Node): boolean {
  if (node.type !== 'CallExpression' || nameOf(node.callee) !== 'fetch') return false;
  const [address] = node.arguments;
  if (address?.type === 'TemplateLiteral') return /^[/.]/.test(address.quasis[0]?.value.raw ?? '');
  return address?.type === 'Literal' && typeof address.value === 'string' && /^[/.]/.test(address.value);
}

/** `useState()` within `useOrders`: what calls hooks of a page is one itself. */
function isHookInHook(node: Node): boolean {
  if (node.type !== 'CallExpression' || !HOOK.test(nameOf(node.callee))) return false;
  for (let outer = ownerOf(node); outer; outer = ownerOf(outer)) if (HOOK.test(nameOfFunction(outer))) return true;
  return false;
}

/** `new FormData(form)`: Node has no forms. */
function takesForm(node: Node): boolean {
  return node.type === 'NewExpression' && nameOf(node.callee) === 'FormData' && node.arguments.length > 0;
}
