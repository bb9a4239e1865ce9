import { isDeepStrictEqual } from 'node:util';

/**
 * The fields of a manifest that the API server returns with another value. Fields that only the server has are its defaults. It leaves
 * out what is empty or zero, which is the same to it.
 */
export function changedFields(sent: unknown, returned: unknown, path = ''): readonly string[] {
  if (isEmpty(sent) && (returned === undefined || isDeepStrictEqual(sent, returned))) return [];
  if (Array.isArray(sent) && Array.isArray(returned) && sent.length === returned.length)
    return sent.flatMap((item, index) => changedFields(item, returned[index], `${path}[${index}]`));
  if (isObject(sent) && isObject(returned))
    return Object.entries(sent).flatMap(([key, value]) =>
      changedFields(value, returned[key], path === '' ? key : `${path}.${key}`),
    );
  if (isDeepStrictEqual(sent, returned)) return [];
  return [`${path} was sent as ${JSON.stringify(sent)} and came back as ${JSON.stringify(returned)}`];
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === 0 || value === false || (isList(value) ? value.length === 0 : isVoid(value));
}

function isVoid(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
