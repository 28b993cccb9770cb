import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { PATIENCE_MS } from '../../core/testing/patience.ts';
import { unpackBrowser } from './unpack-browser.ts';

// As root, or where user namespaces are off, Chromium has no sandbox to offer; it shows only pages of our own.
// A container's /dev/shm may be too small for it. Hinting off: the same text has the same width everywhere.
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'];

export interface OpenBrowser extends AsyncDisposable {
  browser: Browser;
}

/** A headless browser; disposed of, its processes are gone and so is everything that it wrote. */
export async function openBrowser(): Promise<OpenBrowser> {
  await using cleanup = new AsyncDisposableStack();
  const options = await launchOptions(cleanup);
  const browser = cleanup.adopt(await chromium.launch(options), (launched) => launched.close());
  const owned = cleanup.move();
  return { browser, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** How it is launched, in a home of its own that `cleanup` removes. */
export async function launchOptions(cleanup: AsyncDisposableStack): Promise<LaunchOptions> {
  const unpacked = await unpackBrowser();
  const home = cleanup.adopt(await mkdtemp(join(tmpdir(), 'poolproof-home-')), (directory) =>
    rm(directory, { recursive: true, force: true, maxRetries: 5 }),
  );
  const env = await environmentIn(home, join(unpacked, 'fonts'));
  return { executablePath: join(unpacked, 'chromium'), args: ARGS, env, timeout: PATIENCE_MS };
}

/** The user may have no home, or one that cannot be written to, and the machine no fonts. */
async function environmentIn(home: string, fonts: string): Promise<Record<string, string | undefined>> {
  const fontsFile = join(home, 'fonts.conf');
  const directories = [fonts, '/usr/share/fonts'].map((directory) => `<dir>${directory}</dir>`).join('');
  await writeFile(
    fontsFile,
    `<fontconfig>${directories}<cachedir>${join(home, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  const homes = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: home, TMPDIR: home };
  return { ...process.env, ...homes, FONTCONFIG_FILE: fontsFile };
}
