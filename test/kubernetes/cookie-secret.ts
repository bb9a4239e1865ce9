/** The manifest of the Secret that the clusters of the tests refer to. */
export function secretWith(cookie: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'rsolv-api-secrets' },
    stringData: { 'erlang-cookie': cookie },
  });
}
