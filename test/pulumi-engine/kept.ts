/** A resource as the state of a stack has it, secrets in clear. */
export interface Kept {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly dependencies?: readonly string[];
  readonly inputs?: { readonly kind?: string; readonly metadata?: { readonly name?: string } };
  readonly outputs?: { readonly result?: unknown };
}

/** The state of a stack, as far as it is read here. */
export interface State {
  readonly resources?: readonly Kept[];
  readonly pending_operations?: readonly { readonly resource: Kept }[];
}

/** The objects of Kubernetes among resources, by kind and name. */
export function objectsAmong(resources: readonly Kept[]): readonly string[] {
  const objects = resources.filter(({ type }) => type.startsWith('kubernetes:'));
  return objects.map(({ inputs }) => `${inputs?.kind ?? ''} ${inputs?.metadata?.name ?? ''}`).sort();
}

/** The password that the provider `random` made; undefined where the state has none. */
export function passwordAmong(resources: readonly Kept[]): string | undefined {
  const password = resources.find(({ type }) => type === 'random:index/randomPassword:RandomPassword');
  const result = password?.outputs?.result as { readonly plaintext: string } | undefined;
  return result === undefined ? undefined : (JSON.parse(result.plaintext) as string);
}
