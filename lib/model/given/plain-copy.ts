import {
  entriesOf,
  isList,
  isMadeFromOutput,
  isRecord,
  itemsOf,
  madeFromOutput,
  pathTo,
  show,
  type IsOpaque,
  type Report,
} from '../schema';

interface Copying {
  readonly isOpaque: IsOpaque;
  readonly report: Report;
}

/**
 * A copy of plain data whose shape is not known, with each property read once. Values that only the engine can read are
 * kept. Everything else that is not plain is reported.
 */
export function plainCopy(value: unknown, path: string, copying: Copying, above: readonly unknown[] = []): unknown {
  const { isOpaque, report } = copying;
  if (isMadeFromOutput(value)) report({ property: path, ...madeFromOutput });
  if (value === undefined || value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  if (isOpaque(value)) return value;
  const within = [...above, value];
  if (!above.includes(value)) {
    if (isList(value)) {
      const items = itemsOf(value);
      if (items !== undefined) return items.map((item, index) => plainCopy(item, `${path}[${index}]`, copying, within));
    }
    const entries = isRecord(value) ? entriesOf(value) : undefined;
    if (entries !== undefined) {
      const named = entries.filter((entry): entry is readonly [string, unknown] => typeof entry[0] === 'string');
      return Object.fromEntries(named.map(([key, item]) => [key, plainCopy(item, pathTo(path, key), copying, within)]));
    }
  }
  report({ property: path, rule: 'must be plain data', got: above.includes(value) ? 'a loop' : show(value) });
  return undefined;
}
