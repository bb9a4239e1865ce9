import { isList, isRecord } from './plain';

/** Length in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Length as JSON, without escapes. A value that only the engine can read counts as 0. */
export function jsonBytes(value: unknown): number {
  if (typeof value === 'string') return bytesOf(value) + 2;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value).length;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + jsonBytes(item) + 1, 2);
  if (!isRecord(value)) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => sum + jsonBytes(key) + jsonBytes(item) + 2, 2);
}
