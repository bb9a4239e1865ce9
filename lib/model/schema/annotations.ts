import { bytesOf } from './bytes';
import { record } from './fields';
import { isRecord } from './plain';
import { leaf, shape, type Shape } from './shape';
import { anyText, qualifiedKey } from './syntax';

// The API server's limit for all annotations of one object.
const mostBytes = 256 * 1024;

const entries = record(qualifiedKey('annotation'), leaf(anyText));

/** Annotations of an object that also has annotations of its own. */
export function annotationsBeside(own: Readonly<Record<string, string>>): Shape {
  return shape(entries.json, (value, property, reading) => {
    const read = entries.read(value, property, reading);
    const all = Object.entries({ ...own, ...(isRecord(read) ? read : {}) }).flat();
    const bytes = all.reduce<number>((sum, text) => sum + (typeof text === 'string' ? bytesOf(text) : 0), 0);
    const remedy = 'Move large values into a ConfigMap.';
    const rule = `must have at most ${mostBytes} bytes together`;
    if (bytes > mostBytes) reading.report({ property, rule, got: String(bytes), remedy });
    return read;
  });
}

export const annotations = annotationsBeside({});
