import { text } from './scalars';
import type { Shape } from './shape';

/** Syntax of names in the Kubernetes API (apimachinery's `validation.go`) and in Erlang. */

const label1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const label1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const subdomain1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelPart = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const variable = /^[-._A-Za-z][-._A-Za-z0-9]*$/;
const keyInSecret = /^[-._a-zA-Z0-9]+$/;
const visible = /^[!-~]+$/;
const pathOfUrl = /^\/[!"$-~]*$/;
const atom = /^[a-z][a-z0-9_]*$/;
const prefixedName = new RegExp(`^(${subdomain1123.source.slice(1, -1)}/)?${labelPart.source.slice(1, -1)}$`);
const longestLabel = 63;
const longestSubdomain = 253;

export function isLabel1035(name: string, longest = longestLabel): boolean {
  return name.length <= longest && label1035.test(name);
}

export const namespaceName = text(
  'must be a DNS-1123 label of at most 63 lower-case letters, digits and "-"',
  (name) => name.length <= longestLabel && label1123.test(name),
  { pattern: label1123.source },
);

export const objectName = text(
  'must be the name of an object: lower-case letters, digits, "-" and "."',
  (name) => name.length <= longestSubdomain && subdomain1123.test(name),
  { pattern: subdomain1123.source },
);

export const domainName = text(
  'must be a DNS domain such as "cluster.local", without a dot at its end',
  (name) => name.length <= longestSubdomain && subdomain1123.test(name),
  { pattern: subdomain1123.source },
);

export const hostName = text(
  'must be a host name such as "shop.acme.dev", without a port',
  (name) => name.length <= longestSubdomain && subdomain1123.test(name),
  { pattern: subdomain1123.source },
);

const address = /^(\d+\.){3}\d+$/;
const siteName = new RegExp(`^(\\*\\.)?${subdomain1123.source.slice(1)}`);

export const siteHost = text(
  'must be a host name such as "shop.acme.dev" or "*.acme.dev", in lower case, without a port and no IP address',
  (host) => host.length <= longestSubdomain && siteName.test(host) && !address.test(host),
  { pattern: siteName.source },
);

export const serviceName = text('must have names of Services', (name) => isLabel1035(name), {
  pattern: label1035.source,
});

/** Keys of labels and annotations: an optional DNS prefix, a slash, and at most 63 characters. */
export const qualifiedKey = (whose: string): Shape =>
  text(`must have keys such as "team" or "example.com/team"`, isQualifiedKey, {
    remedy: `Rename the ${whose}.`,
    pattern: prefixedName.source,
  });

export function isQualifiedKey(key: string): boolean {
  const [name = '', prefix = ''] = key.split('/').reverse();
  return name.length <= longestLabel && prefix.length <= longestSubdomain && prefixedName.test(key);
}

export const labelValue = text(
  'must be at most 63 letters, digits, "-", "_" and ".", with a letter or digit at each end',
  (value) => value === '' || (value.length <= longestLabel && labelPart.test(value)),
  { pattern: `${labelPart.source}|^$` },
);

const environmentCharacters = 'letters, digits and "_", "-", ".", not starting with a digit';
const environmentPattern = { pattern: variable.source };

export const environmentName = text(
  `must have names of ${environmentCharacters}`,
  isEnvironmentName,
  environmentPattern,
);

export const environmentPrefix = text(`must be ${environmentCharacters}`, isEnvironmentName, environmentPattern);

function isEnvironmentName(name: string): boolean {
  return variable.test(name) && name !== '.' && !name.startsWith('..');
}

export const secretKey = text(
  'must be a key of at most 253 letters, digits, "-", "_" and "."',
  (key) => key.length <= longestSubdomain && keyInSecret.test(key) && key !== '.' && !key.startsWith('..'),
  { pattern: keyInSecret.source },
);

export const imageName = text('must name an image, such as "ghcr.io/acme/api:1.0.0"', (image) => visible.test(image), {
  pattern: visible.source,
});

export const anyText = text('must be text', () => true);

/** What a process can be given: its words end with NUL, and half of a surrogate pair has no bytes. */
export const processText = text('must be text without NUL and without unpaired surrogates', (given) => {
  return !/[\0\p{Surrogate}]/u.test(given);
});

export const urlPath = text('must be a path that starts with "/"', (path) => pathOfUrl.test(path), {
  pattern: pathOfUrl.source,
});

// What an Ingress and an HTTPRoute both take.
const prefix = /^(\/([-\w.~!$&'()*+,;=:@]|%[\dA-Fa-f]{2})*)+$/;
const longestPrefix = 1_024;

export const pathPrefix = text(
  'must be the path of a URL that starts with "/", without "//", "/./", "/../" and "%2F"',
  (path) => path.length <= longestPrefix && prefix.test(path) && !/\/\/|\/\.\.?(\/|$)|%2f/i.test(path),
  { pattern: prefix.source },
);

// GEP-2257
const duration = /^(\d{1,5}(h|m|s|ms)){1,4}$/;

export const gatewayDuration = text('must be a time such as "60s" or "1m30s"', (time) => duration.test(time), {
  pattern: duration.source,
});

// RFC 9110, section 5.6.2
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

export const headerName = text('must have names of HTTP headers, such as "X-Probe"', (name) => token.test(name), {
  pattern: token.source,
});

export const cookieName = text('must be the name of a cookie, such as "shop_pod"', (name) => token.test(name), {
  pattern: token.source,
});

export const headerValue = text('must be the text of an HTTP header', (value) => /^[\t -~]*$/.test(value), {
  pattern: '^[\\t -~]*$',
});

export const releaseName = text(
  'must be an Erlang atom of lower-case letters, digits and "_", starting with a letter',
  (release) => release.length <= longestLabel && atom.test(release),
  { remedy: 'Use the name of the release in mix.exs.', pattern: atom.source },
);
