import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const cache = join(__dirname, '../../../.cache/schemas');
const kubernetes = 'k8s.io/kubernetes@v1.34.4';
const gatewayApi = 'sigs.k8s.io/gateway-api@v1.4.0';
const kubeconform = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0';
const kubeScore = 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0';

// Tools and schemas are kept from one run to the next.
function cacheFolder(): string {
  mkdirSync(cache, { recursive: true });
  return cache;
}

/** A folder that is made once. Several tests may make it at the same time, so it appears whole or not at all. */
export function madeOnce(name: string, make: (folder: string) => void): string {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  const making = mkdtempSync(`${folder}-`);
  try {
    make(making);
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Path of kubeconform, which is compiled when it is not there yet. */
export function kubeconformBinary(): string {
  const folder = madeOnce('kubeconform-0.7.0', (binaries) => go(['install', kubeconform], binaries));
  return join(folder, 'kubeconform');
}

/** Path of kube-score, which is compiled when it is not there yet. */
export function kubeScoreBinary(): string {
  const folder = madeOnce('kube-score-1.20.0', (binaries) => go(['install', kubeScore], binaries));
  return join(folder, 'kube-score');
}

/** Folder of the OpenAPI documents that the Kubernetes API server publishes. */
export function openApiFolder(): string {
  return join(moduleFolder(kubernetes), 'api/openapi-spec/v3');
}

/** Folder of the custom resource definitions of the Gateway API, without the experimental ones. */
export function gatewayApiFolder(): string {
  return join(moduleFolder(gatewayApi), 'config/crd/standard');
}

function moduleFolder(module: string): string {
  const answer: unknown = JSON.parse(go(['mod', 'download', '-json', module], cacheFolder()));
  return (answer as { readonly Dir: string }).Dir;
}

function go(args: readonly string[], binaries: string): string {
  const env = { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local', GOBIN: binaries };
  try {
    // Outside of any module, so that the versions are those asked for.
    return execFileSync('go', args, { env, cwd: cacheFolder(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(missing, { cause: error });
  }
}

const missing =
  'go is missing, which fetches the schemas of the Kubernetes API and their checkers. Install Go 1.24 or later: ' +
  '`apt-get install golang-go` on Debian, `brew install go` on macOS, or https://go.dev/doc/install.';
