// What it prints, and what its failures say, would clear the screen and set the title of a terminal that obeys.
const HOSTILE = '\u001b[2J\u001b]0;title\u0007\u009b31m\r\u202eowned';

export async function createClient() {
  console.log(HOSTILE);
  throw new Error(`no client: ${HOSTILE}\nand a line of its own`);
}
