import { describe, expect, it } from 'vitest';
import { errorsIn, warningsIn } from './testing/found-in.ts';

// A pool that one request is sent with is one for each request, unless it lives on or its function runs once.

const UNDICI = "import { Agent, Client, ProxyAgent, request, fetch, setGlobalDispatcher } from 'undici';\n";
const AGENT = 'const agent = new Agent({ connections: 10 });';
const ASK =
  "const { body } = await request('http://x.y/login', { dispatcher: agent });\nconst text = await body.text();";

/** A function that makes a pool, asks once, and does something more with it. */
function asks(more: string, before = ''): string {
  return `${UNDICI}${before}\nexport async function login(origin) {\n${AGENT}\n${ASK}\n${more}\n}`;
}

describe('a pool that lives on', () => {
  it.each([
    ['in an object that is returned', asks('return new Session(agent, text);')],
    ['in one that has a name', asks('const session = new Session({ agent });\nreturn session;')],
    ['in one that is kept', asks('this.api = new Api(agent);')],
    ['in what a function makes of it', asks('return wrap(agent);')],
    ['in a client', asks('return axios.create({ httpsAgent: agent });', "import axios from 'axios';")],
    ['as the global one', asks('setGlobalDispatcher(agent);\nreturn text;')],
    ['in a map', asks('pools.set(origin, agent);\nreturn text;', 'const pools = new Map();')],
    ['in a list', asks('pools.push(agent);\nreturn text;', 'export const pools = [];')],
    ['in a set of others', asks('this.pools.add(agent);\nreturn text;')],
    ['in a field', asks('state.agent = agent;\nreturn text;', "import { state } from './state.js';")],
    ['in a variable of the file', asks('current = agent;\nreturn text;', 'let current;')],
    ['with whatever gets it', asks('hold(agent);\nreturn text;')],
    [
      'with a function that keeps it',
      asks('hold(agent);\nreturn text;', 'const hold = (one) => { state.one = one; };'),
    ],
    [
      'in a chain',
      `${UNDICI}export const login = (url) => { ${AGENT} return request(url, { dispatcher: agent }).then(({ body }) => new Session(agent, body)); };`,
    ],
    [
      'to follow events',
      `${UNDICI}export async function* follow(url) { const client = new Client(url); const { body } = await client.request({ path: '/', method: 'GET' }); yield* body; }`,
    ],
    [
      'to follow an address',
      `${UNDICI}export async function follow(url, to) { const client = new Client(url); const { body } = await client.request({ path: '/events', method: 'GET' }); body.pipe(to); }`,
    ],
    [
      'to follow a media type',
      `${UNDICI}export async function follow(url, to) { ${AGENT} const { body } = await request(url, { dispatcher: agent, headers: { accept: 'text/event-stream' } }); body.pipe(to); }`,
    ],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual([]);
  });
});

describe('a function that runs once', () => {
  const download = `async function download(url) {\n${AGENT}\nconst response = await fetch(url, { dispatcher: agent });\nreturn response.text();\n}`;
  it.each([
    ['for main', `async function main() { show(await download('http://x.y/')); }\nmain();`],
    [
      'for what main calls',
      "const all = async () => [await download('http://x.y/')];\nasync function main() { show(await all()); }\nmain();",
    ],
    ['at the top', "await download('http://x.y/');"],
    ['for a function that calls itself', "(async () => { show(await download('http://x.y/')); })();"],
    ['for commander', 'program.command("get").action(download);'],
    ['for commander, within', 'program.command("get").action(async (url) => { show(await download(url)); });'],
    [
      'for yargs',
      'yargs.command("get <url>", "Gets it", (one) => one, async ({ url }) => { show(await download(url)); });',
    ],
    [
      'as a module of yargs',
      "export const command = 'get';\nexport const handler = async ({ url }) => show(await download(url));",
    ],
    ['for a hook of a framework', 'export class A { async onModuleInit() { show(await download("http://x.y/")); } }'],
    [
      'for a hook that calls it',
      'export class A { async onModuleInit() { await this.#ask(); } async #ask() { show(await download("http://x.y/")); } }',
    ],
    ['for another one', 'export class A { async onApplicationBootstrap() { show(await download("http://x.y/")); } }'],
    ['for a server that begins', 'server.on("listening", () => download("http://x.y/"));'],
    ['for a signal', 'process.once("SIGTERM", () => download("http://x.y/"));'],
    ['for an installation', 'export class A { async postinstall() { show(await download("http://x.y/")); } }'],
    ['for a set-up', 'export async function setupProxy() { show(await download("http://x.y/")); }'],
  ])('%s', async (_, code) => {
    expect(await errorsIn(`${UNDICI}${download}\n${code}`)).toEqual([]);
  });

  it.each([
    ['a handler', 'app.get("/", async (req, res) => { res.end(await download(req.query.url)); });'],
    ['a loop of main', 'async function main() { for (const url of urls) show(await download(url)); }\nmain();'],
    [
      'a method that all may call',
      'export class A { async onModuleInit() { await this.ask(); } async ask() { show(await download("http://x.y/")); } }',
    ],
    ['an export', 'export { download };'],
    ['a bot', 'bot.command("get", async (context) => context.reply(await download(context.url)));'],
    ['a message', 'slack.action("get", async ({ url }) => { show(await download(url)); });'],
    ['a handler of a cloud', 'export const handler = async (event) => download(event.url);'],
    ['an action and a handler', 'program.action(() => download("x"));\napp.get("/", (req) => download(req.url));'],
  ])('is none for %s', async (_, code) => {
    expect(await errorsIn(`${UNDICI}${download}\n${code}`)).toEqual(['transport-per-request']);
  });
});

describe('a pool for one request', () => {
  it.each([
    [
      'in its options',
      `${UNDICI}app.get('/', async (req, res) => { const { body } = await request(req.query.url, { dispatcher: new Agent({ connections: 5 }) }); body.pipe(res); });`,
    ],
    ['that is dropped', asks('return text;')],
    ['whose answer is kept', asks('return new Session(text);')],
    ['that is looked at', asks('console.log(agent);\nreturn text;')],
    ['that is looked at by a function', asks('look(agent);\nreturn text;', 'const look = (one) => one.stats;')],
    [
      'that a function of the file asks with',
      `${UNDICI}const ask = (url, agent) => request(url, { dispatcher: agent });\nexport async function get(url) { ${AGENT} return ask(url, agent); }`,
    ],
    ['that goes into a list at which nobody looks', asks('all.add(agent);\nreturn text;', 'const all = new Set();')],
    [
      'that is closed at the end of all',
      asks(
        'all.push(agent);\nreturn text;',
        'const all = [];\nexport const close = () => Promise.all(all.map((one) => one.close()));',
      ),
    ],
  ])('%s', async (_, code) => {
    expect(await errorsIn(code)).toEqual(['transport-per-request']);
  });

  it('that keeps no connection, and has no limit, is one that is closed after it', async () => {
    const agent = (options: string) =>
      `import https from 'node:https';\nimport axios from 'axios';\nexport const get = (url) => axios.get(url, { timeout: 1_000, httpsAgent: new https.Agent({ ${options} }) });`;
    const mild = agent('rejectUnauthorized: false');
    expect(await errorsIn(mild)).toEqual([]);
    expect(await warningsIn(mild)).toContain('transport-per-request');
    expect(await errorsIn(agent('maxSockets: 5'))).toEqual(['transport-per-request']);
    expect(await errorsIn(agent('maxSockets: Number(process.env.MAX)'))).toEqual(['transport-per-request']);
    expect(await errorsIn(agent('keepAlive: true'))).toEqual(['transport-per-request']);
  });

  it('that is closed by its declaration is one that is closed', async () => {
    const code = `${UNDICI}export async function get(url) { await using ${AGENT.slice(6)}\n${ASK}\nreturn text; }`;
    expect([await errorsIn(code), await warningsIn(code)]).toEqual([[], ['transport-per-request']]);
  });
});

describe('a listener on the process', () => {
  const listens = (head: string) =>
    `${UNDICI}${head} {\nprocess.on('SIGTERM', () => {});\nconst { body } = await request('http://x.y/');\nawait body.dump();\n}`;

  it('is added once by a function that starts the program', async () => {
    expect(await warningsIn(listens('export async function start(id, disconnect)'))).not.toContain(
      'listener-per-request',
    );
  });

  it.each(['ask', 'makeRequest', 'createOrder'])(
    'is added for each request by another one that sends: %s()',
    async (name) => {
      expect(await warningsIn(listens(`export async function ${name}(id)`))).toContain('listener-per-request');
    },
  );
});
