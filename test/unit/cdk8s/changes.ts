/** Where something of `before` is not in `after` as it was. What is in a list with a name is found by its name. */
export function changes(before: unknown, after: unknown, path = ''): string[] {
  if (Array.isArray(before)) {
    return before.flatMap((item: unknown, index) =>
      changes(item, counterpart(item, index, after), `${path}[${index}]`),
    );
  }
  if (typeof before !== 'object' || before === null) return before === after ? [] : [path];
  const rest = (after ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(before).flatMap(([key, value]) => changes(value, rest[key], `${path}.${key}`));
}

function counterpart(item: unknown, index: number, list: unknown): unknown {
  const items = Array.isArray(list) ? (list as readonly unknown[]) : [];
  const { name } = (item ?? {}) as { readonly name?: unknown };
  return name === undefined ? items[index] : items.find((other) => (other as { name?: unknown }).name === name);
}
