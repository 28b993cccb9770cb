import { describe, expect, it } from 'vitest';
import { errorsIn } from './testing/found-in.ts';

// The `fetch` that nobody imports is that of the runtime: only Node's has a pool that an unread body holds.

const ASKS = "export const save = async (x) => (await fetch('https://example.com/x', { method: 'POST', body: x })).ok;";

describe('a request of a browser or a worker', () => {
  it.each([
    ['a path', "const response = await fetch('/api/logout', { method: 'POST' });\nshow(response.ok);"],
    ['a path beside the page', "export const ping = async () => (await fetch('./ping')).ok;"],
    ['a path without a dot', "export const ping = async () => (await fetch('ping?now=1')).ok;"],
    ['a template', `export const like = async (id) => (await fetch(\`/api/likes/\${id}\`, { method: "POST" })).ok;`],
    ['a sum', "export const like = async (id) => (await fetch('/api/likes/' + id)).ok;"],
    [
      'a constant before it',
      `const API = '/api';\nexport const like = async (id) => (await fetch(\`\${API}/\${id}\`)).ok;`,
    ],
    ['a constant of constants', `const a = \`/api/\${x}\`;\nconst b = \`\${a}/y\`;\nshow((await fetch(b)).ok);`],
    ['a chain', "fetch('/health').then((response) => show(response.ok));"],
    [
      'a function that makes it',
      'const to = (id) => "/api/" + id;\nexport const like = async (id) => (await fetch(to(id))).ok;',
    ],
    [
      'one of several',
      "const TO = { a: '/a', b: '/b' };\nexport const like = async (name) => (await fetch(TO[name])).ok;",
    ],
    [
      'a file beside the module',
      "export const isThere = async () => (await fetch(new URL('./x', import.meta.url))).ok;",
    ],
    ['an object of the page', 'export const isThere = async () => (await fetch("blob:null/1")).ok;'],
    ['the global by its name', "globalThis.fetch('/health').then((response) => show(response.ok));"],
  ])('goes to an address that Node refuses: %s', async (_, code) => {
    expect(await errorsIn(code)).toEqual([]);
  });

  it.each([
    ['window', `${ASKS}\nexport const home = () => { window.location.href = '/'; };`],
    ['document', `${ASKS}\ndocument.title = 'x';`],
    ['localStorage', `${ASKS}\nexport const token = () => localStorage.getItem('token');`],
    ['an origin', `export const save = async () => (await fetch(\`\${location.origin}/api\`, { method: "POST" })).ok;`],
    ['what a framework puts there', `const state = ref(null);\n${ASKS}`],
    [
      'a hook',
      `import { useAppState } from './state';\nexport const useSave = () => { const { url } = useAppState();\nreturn async (x) => (await fetch(\`\${url}/x\`, { method: 'POST', body: x })).ok; };`,
    ],
    ['a directive', `'use client';\n${ASKS}`],
    ['a framework', `import { useState } from 'react';\n${ASKS}`],
    ['its bundler', `${ASKS}\nexport const BASE = import.meta.env.BASE_URL;`],
    ['another request', `${ASKS}\nexport const load = async () => (await fetch('/api/x')).json();`],
    ['a form', 'export const send = async (form) => (await fetch(form.action, { body: new FormData(form) })).ok;'],
    ['an extension', `${ASKS}\nchrome.runtime.onMessage.addListener(save);`],
    ['JSX', `${ASKS}\nexport const View = () => <b>x</b>;`, 'a.jsx'],
    ['a component without JSX', ASKS, 'a.tsx'],
    ['a service worker', `${ASKS}\nself.addEventListener('push', save);`],
    ['Deno', `${ASKS}\nDeno.serve(save);`],
    [
      'a worker at the edge',
      'export default { async fetch(request) { const r = await fetch(request.url); return new Response(null, { status: r.status }); } };',
    ],
    ['the edge by its name', `export const runtime = 'edge';\n${ASKS}`],
    ['the edge of its settings', `export const config = { runtime: 'edge' };\n${ASKS}`],
    ['a function of pages', "export async function onRequest() { return (await fetch('https://x.y/')).ok; }"],
  ])('stands in a file that is known by %s', async (_, code, name = 'a.mjs') => {
    expect(await errorsIn(code, name)).toEqual([]);
  });

  it.each([
    'next: { revalidate: 60 }',
    'keepalive: true',
    "mode: 'no-cors'",
    "credentials: 'include'",
    "cache: 'no-store'",
  ])('has an option of browsers: %s', async (option) => {
    expect(await errorsIn(`await fetch('https://example.com/x', { method: 'POST', ${option} });`)).toEqual([]);
  });
});

describe('a request of Node is still accused', () => {
  it.each([
    ['where nothing says otherwise', ASKS],
    ['in TypeScript', 'export const isUp = async (url: string): Promise<boolean> => (await fetch(url)).ok;', 'a.ts'],
    ['beside a plugin', `import { useServer } from 'graphql-ws/use/ws';\nuseServer({}, sockets);\n${ASKS}`],
    ['beside a word on bundlers', `// import.meta.env is not read here\n${ASKS}`],
    ['beside a local name', `${ASKS}\nexport const go = (window, document) => window.open(document);`],
    ['beside an import', `import { navigator, location } from './ours.js';\n${ASKS}\nnavigator.go(location);`],
    ['beside a property', `${ASKS}\nexport const to = (response) => response.headers.location ?? { history: 1 };`],
    ['with a constant that names itself', `const a = \`\${a}/x\`;\nshow((await fetch(a)).ok);`],
    ['with a host that is known later', `export const isUp = async (host) => (await fetch(\`\${host}/health\`)).ok;`],
    ['with a scheme that is', `export const isUp = async (s) => (await fetch(\`http\${s}://x.y/health\`)).ok;`],
    [
      'through a pool of its own',
      "import { Agent } from 'undici';\nconst dispatcher = new Agent({ connections: 5 });\n" +
        "export const isUp = async () => (await fetch('https://x.y/', { dispatcher, cache: 'no-store' })).ok;",
    ],
    [
      'by undici itself',
      "import { fetch } from 'undici';\nexport const View = async () => (await fetch('https://x.y/')).ok;",
      'a.tsx',
    ],
  ])('%s', async (_, code, name = 'a.mjs') => {
    expect(await errorsIn(code, name)).toEqual(['unread-body']);
  });
});
