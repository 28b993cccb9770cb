import { parametersOf } from './callers.ts';
import type { Code } from './code.ts';
import { FUNCTIONS } from './scope.ts';
import type { Syntax } from './syntax.ts';

const HANDLED = ['net/http.ResponseWriter', 'github.com/gin-gonic/gin.Context', 'github.com/labstack/echo.Context'];

/** Whether a function runs for each request that a server gets, or that a client sends. */
export function runsPerRequest(code: Code, declared: Syntax): boolean {
  const types = parametersOf(declared).map((one) => code.types.read(one.parent?.child('type')));
  return types.some((type) => code.types.isOf(type, ...HANDLED, 'net/http.Request'));
}

/** Whether a node stands in a function that answers requests: its request is one that came in. */
export function runsForServer(code: Code, at: Syntax): boolean {
  const around = [...at.ancestors()].filter((one) => one.is(...FUNCTIONS));
  return around.some((one) =>
    parametersOf(one).some((name) => code.types.isOf(code.types.read(name.parent?.child('type')), ...HANDLED)),
  );
}

/** Whether a function runs once in the life of a program. */
export function runsOnce(declared: Syntax): boolean {
  if (!declared.is('function_declaration')) return false;
  const name = declared.child('name')?.text ?? '';
  return name === 'init' || (name === 'main' && declared.file.packageName === 'main');
}
