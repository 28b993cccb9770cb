import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'rolldown';

const NEIGHBOUR = /new URL\('(\.{1,2}\/[^']+\.\w+)', import\.meta\.url\)/g;

/**
 * Our files start and read others by their address beside the module that names them. Such a module becomes a chunk of
 * its own, anything else a copy; both lie beside all others, because the package is flat.
 */
export function keepNeighbours(): Plugin {
  return {
    name: 'keep-neighbours',
    transform: {
      filter: { code: 'import.meta.url' },
      async handler(code, module) {
        for (const [, address = ''] of code.matchAll(NEIGHBOUR)) {
          const file = path.resolve(path.dirname(module), address);
          const fileName = flatName(address);
          if (file.endsWith('.ts')) this.emitFile({ type: 'chunk', id: file, fileName });
          else this.emitFile({ type: 'asset', fileName, source: await readFile(file) });
        }
        const replaced = code.replace(
          NEIGHBOUR,
          (_, address: string) => `new URL('./${flatName(address)}', import.meta.url)`,
        );
        // No line moves, so that the map of the types' removal holds.
        return { code: replaced, map: null };
      },
    },
  };
}

/** The two folders in a name keep servers/main.ts apart from another main. */
function flatName(address: string): string {
  return path.posix
    .normalize(address)
    .replace(/^(\.\.\/)+/, '')
    .replaceAll('/', '-')
    .replace(/\.ts$/, '.js');
}
