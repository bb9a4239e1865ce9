/** The network of the hosts, and of what runs on them. Nothing of it is seen outside the namespaces of the cluster. */
export const gateway = '10.98.0.1';
export const controlPlaneAddress = '10.98.0.2';
export const serviceRange = '10.96.0.0/16';
export const podRange = '10.244.0.0/16';

export function hostAddress(node: number): string {
  return `10.98.0.${10 + node}`;
}

export function podRangeOf(node: number): string {
  return `10.244.${node}.0/24`;
}
