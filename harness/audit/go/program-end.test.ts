import { expect, it } from 'vitest';
import { factsOfGo } from './testing/facts-of-go.ts';

// A program that ends right behind its request leaves no connection behind, whatever becomes of the body.

async function fateIn(main: string, rest = ''): Promise<string | undefined> {
  const { calls } = await factsOfGo(`package main

import ("errors"; "fmt"; "net/http"; "os"; "time"; "github.com/spf13/cobra"; "github.com/urfave/cli/v2")

const url = "http://127.0.0.1/healthz"

func main() {
${main}
}
${rest}
`);
  return calls[0]?.body.how;
}

const ASK = '_, err := http.Get(url)\nif err != nil { os.Exit(1) }\n';
const CHECK = 'func check() error {\n_, err := http.Get(url)\nreturn err\n}';
const SERVE = 'func serve() { http.ListenAndServe(":80", nil) }';

it.each([
  ['the end of main', ASK, ''],
  [
    'the end of main, with the answer',
    'answer, err := http.Get(url)\nif err != nil || answer.StatusCode != 200 { os.Exit(1) }',
    '',
  ],
  ['a word', `${ASK}fmt.Println("ok")`, ''],
  ['a list that is printed', `${ASK}for _, one := range os.Args { fmt.Println(one) }`, ''],
  ['a return under a condition', `if len(os.Args) > 1 {\n${ASK}return\n}\nserve()`, SERVE],
  ['an exit under a condition', `if len(os.Args) > 1 {\n${ASK}os.Exit(0)\n}\nserve()`, SERVE],
  ['the head of an if', 'if _, err := http.Get(url); err != nil { os.Exit(1) }', ''],
  ['the end of a function of main', 'if err := check(); err != nil { os.Exit(1) }', CHECK],
  [
    'an exit with what a function says',
    'os.Exit(status())\nserve()',
    `func status() int {\nif check() != nil { return 1 }\nreturn 0\n}\n${CHECK}\n${SERVE}`,
  ],
  [
    'the end of a command',
    'serve()',
    `var c = &cobra.Command{RunE: func(c *cobra.Command, _ []string) error {\n_, err := http.Get(url)\nreturn err\n}}\n${SERVE}`,
  ],
  [
    'the end of another kind of command',
    'serve()',
    `func health(c *cli.Context) error {\n_, err := http.Get(url)\nreturn err\n}\n${SERVE}`,
  ],
])('a request before %s leaves nothing', async (_, main, rest) => {
  expect(await fateIn(main, rest)).toBe('unknown');
});

it.each([
  ['main that serves', `${ASK}http.ListenAndServe(":80", nil)`, ''],
  ['main that serves in a function', `${ASK}serve()`, SERVE],
  ['main that waits', `${ASK}select {}`, ''],
  ['main that waits for a channel', `${ASK}<-make(chan int)`, ''],
  ['main that goes round', `${ASK}for { time.Sleep(time.Second) }`, ''],
  ['main that sends in a loop', `${ASK}for _, one := range os.Args { http.Get(one) }`, ''],
  ['a loop', `for _, one := range os.Args {\n_, err := http.Get(one)\nfmt.Println(err)\n}`, ''],
  ['a loop around its function', 'for range os.Args { check() }', CHECK],
  ['a function that main goes on behind', 'check()\nserve()', `${CHECK}\n${SERVE}`],
  ['a function that others call', 'check()', `${CHECK}\nfunc other() error { return errors.Join(check()) }`],
])('a request in or before %s leaves its body', async (_, main, rest) => {
  expect(await fateIn(main, rest)).toBe('unread');
});
