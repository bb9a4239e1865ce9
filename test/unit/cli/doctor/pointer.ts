/**
 * JSON pointers into an object, and what is there instead; `undefined` takes it away, `/-` appends to a list, and `/[name]` is
 * the member of a list with that name.
 */
export type Changes = Readonly<Record<string, unknown>>;

/** Changes an object in place; a pointer that leads nowhere is a mistake of the test. */
export function applyChanges(root: unknown, changes: Changes): void {
  for (const [pointer, value] of Object.entries(changes)) change(root, pointer, value);
}

type Members = Record<string, unknown>;

function change(root: unknown, pointer: string, value: unknown): void {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/'));
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((node, key) => (node as Members | undefined)?.[keyIn(node, key)], root);
  if (typeof parent !== 'object' || parent === null) throw new Error(`${pointer} leads nowhere`);
  const key = keyIn(parent, last);
  if (Array.isArray(parent)) {
    if (key === '-') parent.push(value);
    else parent.splice(Number(key), 1, ...(value === undefined ? [] : [value]));
  } else if (value === undefined) {
    if (!(key in parent)) throw new Error(`${pointer} is not there`);
    Reflect.deleteProperty(parent, key);
  } else {
    Object.assign(parent, { [key]: value });
  }
}

function keyIn(node: unknown, key: string): string {
  const name = /^\[(.*)\]$/.exec(key)?.[1];
  if (name === undefined || !Array.isArray(node)) return key;
  const index = node.findIndex((member) => (member as Members)['name'] === name);
  if (index < 0) throw new Error(`nothing is named ${name}`);
  return String(index);
}
