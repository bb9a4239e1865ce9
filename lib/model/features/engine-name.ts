import type { Report } from '../schema';

// The provider adds a hyphen and eight digits.
const suffixLength = 9;

/** The name that the engine makes of that of the component, where it completes the names of objects. */
export function engineName(id: unknown, name: string): string {
  return `${String(id)}-${name}`;
}

/** Refuses the name of a component of which the engine makes a name that the API server refuses. */
export function checkEngineName(id: unknown, name: string, longest: number, property: string, report: Report): void {
  const made = engineName(id, name);
  const remedy = 'Rename the component; with name, the objects keep their names.';
  if (!/^[a-z0-9][-.a-z0-9]*$/.test(made)) {
    const rule =
      'needs a component name of lower-case letters, digits, - and ., because the engine names the object after it';
    report({ property, rule, remedy });
  } else if (made.length > longest - suffixLength) {
    const rule = `needs a component name of at most ${longest - suffixLength - name.length - 1} characters`;
    report({ property, rule, got: String(made.length - name.length - 1), remedy });
  }
}
