import { registerHooks } from 'node:module';

// The package got is looked for where there is no node_modules, so that Node says of it what it says where it is
// missing.
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(specifier, specifier === 'got' ? { ...context, parentURL: 'file:///nowhere/at-all.js' } : context),
});
