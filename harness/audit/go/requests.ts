import type { Code } from './code.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

const HANDLED = [
  'net/http.ResponseWriter',
  'github.com/gin-gonic/gin.Context',
  'github.com/labstack/echo.Context',
  'github.com/gofiber/fiber.Ctx',
];
/** What a command of a program is given, which runs once in its life, and what a test is. */
const COMMANDS = [
  'github.com/spf13/cobra.Command',
  'github.com/urfave/cli.Context',
  'github.com/urfave/cli.Command',
  'flag.FlagSet',
  'testing.T',
  'testing.B',
  'testing.M',
  'testing.TB',
  'net/http/httptest.Server',
];

/** Whether a function answers a request that a server gets. */
export function handlesRequests(code: Code, declared: Syntax): boolean {
  return takes(code, declared, HANDLED);
}

/** Whether a function runs for a request that it is given. */
export function takesRequest(code: Code, declared: Syntax): boolean {
  return takes(code, declared, ['net/http.Request']);
}

/** Whether a node stands in a function that answers requests: its request is one that came in. */
export function runsForServer(code: Code, at: Syntax): boolean {
  return [...at.ancestors()].some((one) => one.is(...FUNCTIONS) && handlesRequests(code, one));
}

/** Whether a function runs once in the life of a program. */
export function runsOnce(code: Code, declared: Syntax): boolean {
  return isMain(declared) || isInit(declared) || isCommand(code, declared);
}

/** Whether the program ends with a function. */
export function isMain(declared: Syntax): boolean {
  return (
    declared.is('function_declaration') &&
    declared.child('name')?.text === 'main' &&
    declared.file.packageName === 'main'
  );
}

/** Whether a function is what a program was called for: `RunE: func(cmd *cobra.Command, args []string) error`. */
export function isCommand(code: Code, declared: Syntax): boolean {
  return takes(code, declared, COMMANDS);
}

function isInit(declared: Syntax): boolean {
  return declared.is('function_declaration') && declared.child('name')?.text === 'init';
}

function takes({ types }: Code, declared: Syntax, wanted: readonly string[]): boolean {
  const parameters = declared.child('parameters')?.childrenOf('parameter_declaration') ?? [];
  return parameters.some((one) => {
    const type = types.read(one.child('type'));
    // Of a package all versions are meant: github.com/labstack/echo/v4.
    return type?.kind === 'named' && wanted.includes(`${type.path.replace(/\/v\d+$/, '')}.${type.name}`);
  });
}
