import { Command } from 'commander';
import { type Begun, init } from '../app/init/init.ts';
import { print } from './say.ts';

export function initCommand(): Command {
  return new Command('init')
    .description("give a project poolproof.config, a scenario for the client that it uses, and the script 'scenario'")
    .option('--verbose', 'stacks of errors')
    .action(async () => {
      print(begunText(await init(process.cwd())));
    });
}

function begunText({ client, written, kept, next }: Begun): string {
  const at = client?.at ? `${client.at.file}:${client.at.line}` : 'package.json';
  return [
    client ? `Found ${client.library.name} in ${at}.` : 'Found no client that is known: the scenario plays node:http.',
    ...written.map((name) => `Wrote ${name}`),
    ...kept.map((name) => `Kept ${name}, which is there already`),
    '',
    'Next:',
    ...next.map((command) => `  ${command}`),
    '',
  ].join('\n');
}
