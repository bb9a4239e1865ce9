import { isRecord } from '../model/schema';

/**
 * A JSON patch is applied to what cdk8s' bindings of the API hold, before they write it in the words of the API. They
 * have names of their own for some fields, and wrap what is a quantity, or a number or text.
 */

// Keys of these maps are the user's.
const maps = /\/(labels|annotations|matchLabels|nodeSelector|limits|requests)$/;

const wrapped = [
  /\/(maxSurge|maxUnavailable|minAvailable|targetPort|sizeLimit|divisor)$/,
  /\/(limits|requests)\/[^/]+$/,
  /\/(httpGet|tcpSocket)\/port$/,
  /^\/spec\/(ingress|egress)\/.*\/ports\/\d+\/port$/,
];

/** Name of a field, such as `downwardApi` for `downwardAPI`. `path` leads to the object that has it. */
export function toBindingName(key: string, path: string): string {
  return maps.test(path)
    ? key
    : key.replace(/[A-Z]{2,}(?=$|[A-Z][a-z])/, ([first = '', ...rest]) => first + rest.join('').toLowerCase());
}

/** A value of the API as the bindings hold it. `path` leads to it, in the words of the API. */
export function inBindings(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => inBindings(item, `${path}/${index}`));
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [
      toBindingName(key, path),
      inBindings(inner, `${path}/${key}`),
    ]);
    return Object.fromEntries(entries);
  }
  return wrapped.some((field) => field.test(path)) ? { value } : value;
}
