import { chownSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PodSpec, Volume } from '../../../lib/model/kubernetes';
import { readField, type PodFacts } from './fields';

/** The files that the kubelet lays over the image's own. */
export function printPodFiles(pod: PodFacts, dns: { readonly server: string; readonly domain: string }) {
  const search = [`${pod.namespace}.svc.${dns.domain}`, `svc.${dns.domain}`, dns.domain];
  return {
    'resolv.conf': `search ${search.join(' ')}\nnameserver ${dns.server}\noptions ndots:5\n`,
    hosts: `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n${pod.addresses.map((address) => `${address}\t${pod.name}\n`).join('')}`,
    hostname: `${pod.name}\n`,
  };
}

/** Makes the volumes of a pod under `folder`, owned as its security context says. They outlive its containers. */
export function makeVolumes(folder: string, { volumes, securityContext }: PodSpec<string>, pod: PodFacts): void {
  for (const volume of volumes) {
    const path = join(folder, volume.name);
    mkdirSync(path, { recursive: true });
    writeDownwardFiles(path, volume, pod);
    chownSync(path, 0, securityContext.fsGroup ?? 0);
    chmodSync(path, 0o2777);
  }
}

function writeDownwardFiles(folder: string, { name, downwardAPI, emptyDir }: Volume, pod: PodFacts): void {
  if (downwardAPI === undefined && emptyDir === undefined) {
    throw new Error(
      `The volume "${name}" of the manifest is neither an emptyDir nor a downwardAPI, and the bed has no other.`,
    );
  }
  for (const { path, fieldRef } of downwardAPI?.items ?? []) {
    writeFileSync(join(folder, path), readField(pod, fieldRef.fieldPath), { mode: 0o644 });
  }
}
