/** Writes each text over the one before, from its first line on. */
export function drawInPlace(write: (text: string) => void): (text: string) => void {
  let drawnLines = 0;
  return (text) => {
    const back = drawnLines > 0 ? `\x1b[${drawnLines}A\x1b[J` : '';
    write(back + text);
    drawnLines = text.split('\n').length - 1;
  };
}
