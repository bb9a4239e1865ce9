import { randomBytes } from 'node:crypto';
import { parseAllDocuments } from 'yaml';
import { printFoundingExample } from './print';

export const strangerName = 'stranger';
export const otherCookie = randomBytes(24).toString('hex');
const otherSecret = 'other-secrets';

interface Workload {
  readonly kind: string;
  readonly spec: { readonly template: { readonly metadata: object; readonly spec: object } };
}

/** A pod of the founding example as all others are, but with the cookie of a second Secret. */
export function printStranger(): string {
  const documents = parseAllDocuments(printFoundingExample().replaceAll('rsolv-api-secrets', otherSecret));
  const workload = documents.map((document) => document.toJS() as Workload).find(({ kind }) => kind === 'Deployment');
  if (workload === undefined) throw new Error('The founding example has no Deployment.');
  const { metadata, spec } = workload.spec.template;
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: strangerName }, spec };
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: otherSecret },
    stringData: { 'erlang-cookie': otherCookie },
  };
  return [secret, pod].map((object) => JSON.stringify(object)).join('\n---\n');
}
