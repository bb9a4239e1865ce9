import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from '../../test/unit/cli/api-server';

/** A certificate of this machine's loopback, with a key as long as kubeadm makes them. */
export function makeCertificate(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'beam-cluster-bench-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  try {
    const names = ['-subj', '/CN=kubernetes', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...names];
    execFileSync('openssl', [...args, '-keyout', key, '-out', certificate], { stdio: 'pipe' });
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
