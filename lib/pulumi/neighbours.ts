import * as pulumi from '@pulumi/pulumi';
import { describeProblem } from '../model';
import { collisions, type Claim } from '../model/collisions';
import { isOpaque } from './args';

interface Placed {
  readonly claim: Claim;
  readonly provider: pulumi.ProviderResource | undefined;
}

// Each run of a program has a Stack of its own. A preview and an update in one process are two runs.
const runs = new WeakMap<pulumi.Resource, Placed[]>();

/**
 * Compares what a component occupies with the earlier components of the stack that use the same provider. Throws a
 * `ResourceError`, unless a namespace is an Output: the comparison then waits for its value, and logs the error.
 */
export function occupy(self: pulumi.ComponentResource, name: string, claim: Claim): void {
  const stack = pulumi.runtime.getStackResource();
  // Unit tests with mocks have no Stack. Each of them may make what another one made.
  if (stack === undefined) return;
  const placed: Placed = { claim, provider: self.getProvider('kubernetes:core/v1:Service') };
  const all = runs.get(stack) ?? [];
  runs.set(stack, [...all, placed]);
  const others = all.filter(({ provider }) => provider === placed.provider).map((other) => other.claim);
  const message = collide(name, claim, others);
  if (message !== undefined) throw new pulumi.ResourceError(message, self, true);
  for (const other of others) {
    if (isOpaque(claim.namespace) || isOpaque(other.namespace)) compareLater(self, name, claim, other);
  }
}

function compareLater(self: pulumi.Resource, name: string, claim: Claim, other: Claim): void {
  pulumi.all([claim.namespace, other.namespace]).apply(([namespace, another]) => {
    const message = collide(name, { ...claim, namespace }, [{ ...other, namespace: another }]);
    // An exception in a callback would print a stack.
    if (message !== undefined) void pulumi.log.error(message, self);
  });
}

function collide(name: string, claim: Claim, others: readonly Claim[]): string | undefined {
  const problems = collisions(claim, others);
  if (problems.length === 0) return undefined;
  return problems.map((problem) => describeProblem(name, problem)).join('\n');
}
