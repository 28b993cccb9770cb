import fc from 'fast-check';

// A property is tried with the same inputs each time, so that a run says the same of the same code; `npm run fuzz`
// draws new ones.
if (process.env.POOLPROOF_FUZZ_RUNS === undefined) fc.configureGlobal({ seed: 20_260_301 });
