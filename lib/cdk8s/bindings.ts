import { isRecord } from '../model/schema';

/**
 * cdk8s applies a JSON patch to its own bindings of the API, before it converts them to manifests. The bindings have
 * different names for some fields. They also wrap quantities, and values that are a number or a string.
 */

// The user chooses the keys of these maps.
const maps = /\/(labels|annotations|matchLabels|nodeSelector|limits|requests)$/;

const wrapped = [
  /\/(maxSurge|maxUnavailable|minAvailable|targetPort|sizeLimit|divisor)$/,
  /\/(limits|requests)\/[^/]+$/,
  /\/(httpGet|tcpSocket)\/port$/,
  /^\/spec\/(ingress|egress)\/.*\/ports\/\d+\/port$/,
];

/** The name of a field in the bindings, such as `downwardApi` for `downwardAPI`. `path` leads to its object. */
export function toBindingName(key: string, path: string): string {
  return maps.test(path)
    ? key
    : key.replace(/[A-Z]{2,}(?=$|[A-Z][a-z])/, ([first = '', ...rest]) => first + rest.join('').toLowerCase());
}

/** A value of a manifest, converted for the bindings. `path` leads to it, with the names of the API. */
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
