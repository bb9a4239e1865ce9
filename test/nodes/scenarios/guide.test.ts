import { join } from 'node:path';
import { nodeName, waitForMesh } from '../cluster-view';
import { printShop } from '../guide/print-shop';
import { writeShop } from '../guide/shop';
import type { Image } from '../machine/image';
import { buildImage } from '../machine/release';
import { runCommand } from '../machine/run';
import { cacheFolder, chosenToolchain } from '../machine/toolchain';
import { findPort } from '../manifest';
import { useBed } from '../scenario';
import { waitFor } from '../wait';

const folder = join(cacheFolder, process.env['BED_TOOLCHAIN'] ?? 'machine', 'guide');
const shop = writeShop(folder);
const printed = printShop(shop);

/** What the Dockerfile of the guide makes, whose command is `bin/server`. */
async function shopImage(): Promise<Image> {
  const toolchain = await chosenToolchain();
  await runCommand(toolchain.command(shop, ['mix', 'format', '--check-formatted']), { env: process.env });
  const image = await buildImage(toolchain, { name: 'shop', folder: shop, sources: [folder] });
  return { ...image, entrypoint: ['/app/bin/server'] };
}

const scenario = useBed({
  printed,
  image: shopImage,
  secrets: {
    'shop-env': {
      DATABASE_URL: 'ecto://shop:secret@postgres.example.com/shop',
      SECRET_KEY_BASE: 'stand-in',
      DASHBOARD_PASSWORD: 'stand-in',
    },
  },
});

scenario.test('the pods of the guide form a mesh and become ready', async (bed) => {
  expect(bed.workload.pods).toHaveLength(3);
  await waitForMesh(bed);
  await waitFor('all pods to be ready', () => bed.workload.pods.every(({ ready }) => ready));
});

scenario.test('force_ssl redirects visitors, and neither the probes nor those who ask for the metrics', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const port = findPort(printed, 'http');
  expect((await pod.get('/', port)).status).toBe(301);
  expect((await pod.get('/metrics', port)).body).toContain('beam_cluster_nodes 3');
});

scenario.test('the command of the migration runs with the variables of the Secret', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  expect((await pod.exec(['/app/bin/shop', 'eval', 'Shop.Release.migrate()'])).stdout).toContain('migrated Shop.Repo');
});

scenario.test('the dashboard has the metrics of the cluster, and the subscriber knows the other nodes', async (bed) => {
  const [pod] = bed.workload.somePods(1);
  const code = 'IO.inspect({ShopWeb.Router.dashboard_metrics(), :sys.get_state(Shop.Members)}, limit: :infinity)';
  const { stdout } = await pod.exec(['/app/bin/shop', 'rpc', code]);
  expect(stdout).toContain('"beam_cluster.size.node_count"');
  for (const other of bed.workload.pods.filter((candidate) => candidate !== pod)) {
    expect(stdout).toContain(nodeName(other));
  }
});

scenario.test('a pod that leaves tells Presence and the others', async (bed) => {
  const [leaving] = bed.workload.somePods(1);
  const departure = await bed.workload.removePod(leaving);
  expect(departure.forced).toBe(false);
  expect(leaving.readLog()).toContain('graceful_permdown of ShopWeb.Presence');
  await waitForMesh(bed);
});
