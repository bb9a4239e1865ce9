/** Prints a figure that a test saw, on a line of its own that says whose it is. */
export function printFigure(what: string, value: number | string, unit = ''): void {
  process.stdout.write(`  figure: ${what}: ${value}${unit === '' ? '' : ` ${unit}`}\n`);
}
