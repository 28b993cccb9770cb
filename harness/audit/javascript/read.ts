import type { Transport } from '../facts/facts.ts';
import type { Reader } from '../reader.ts';
import { makeEvaluator } from './evaluate.ts';
import { transportOf } from './transports.ts';
import { choices } from './value.ts';
import { openWorkspace } from './workspace.ts';

/** A word of a library that is read; quoted where it is too common a word. */
const WORDS =
  /undici|agentkeepalive|axios|dockerode|winston-loki|pino-loki|superagent|node-fetch|\bfetch\s*\(|["'](?:node:)?https?["']|["'](?:got|ky)["']/;

export const javascript: Reader = {
  language: 'javascript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'],
  words: WORDS,
  async read(files) {
    const workspace = openWorkspace();
    const evaluator = makeEvaluator(workspace);
    const skipped = [];
    const transports: Transport[] = [];
    for (const file of files) {
      const module = workspace.parse(file);
      if ('reason' in module) {
        skipped.push({ file: file.name, reason: module.reason });
        continue;
      }
      for (const node of module.nodes) {
        if (node.type !== 'NewExpression') continue;
        for (const value of choices(evaluator.evaluate(node, module))) {
          const transport = value.kind === 'made' && value.node === node ? transportOf(value, evaluator) : null;
          if (transport) transports.push(transport);
        }
      }
    }
    return { language: 'javascript', transports, calls: [], marks: [], skipped };
  },
};
