export const makeClient = () => {};
