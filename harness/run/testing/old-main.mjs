// A child of before the protocol had a number: it answers what it does not know with nothing.
process.on('message', ({ id }) => process.send({ id }));
process.on('disconnect', () => process.exit(0));
