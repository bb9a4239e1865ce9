import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../nodes/machine/toolchain';
import { Application } from '../application';
import { kubectl } from '../kubectl';
import { openApi } from '../open-api';
import { printFoundingExample } from '../print';
import { secretWith } from '../cookie-secret';
import { readDoctor, waitForFirst, waitForHealth } from './run-doctor';
import { firstCookie, secondCookie } from './struck-pods';

const file = join(projectRoot, 'docs/doctor.md');
const namespace = 'production';

/** Puts what the command prints on a real cluster into its page: `npx tsx test/kubernetes/run.ts npx tsx test/kubernetes/doctor/write-docs.ts`. */
async function writeDocs(): Promise<void> {
  const application = await Application.prepare(namespace);
  await application.apply(secretWith(firstCookie));
  await application.apply(printFoundingExample());
  await application.waitForRollout();
  await waitForHealth(namespace);
  writeOutput('healthy', await readDoctor(namespace));
  await application.apply(secretWith(secondCookie));
  await kubectl(['delete', 'poddisruptionbudget', '--all'], { namespace });
  const pods = await kubectl(['get', 'pods', '-o', 'name'], { namespace });
  await kubectl(['delete', pods.split('\n')[0] ?? '', '--grace-period=1'], { namespace });
  await waitForFirst(namespace, 'cookies-differ');
  writeOutput('broken', await readDoctor(namespace));
  await application.remove();
}

function writeOutput(name: string, output: string): void {
  const page = readFileSync(file, 'utf8');
  const place = new RegExp(`(<!-- ${name}: .* -->\n)[^]*?(<!-- end -->)`);
  if (!place.test(page)) throw new Error(`${file} has no place for ${name}`);
  const block = `\n\`\`\`console\n$ npx beam-cluster doctor -n ${namespace}\n${output.trimEnd()}\n\`\`\`\n\n`;
  // A function, since the output may have a dollar sign in it.
  writeFileSync(
    file,
    page.replace(place, (_all, begin: string, end: string) => `${begin}${block}${end}`),
  );
}

void openApi().then((proxy) => writeDocs().finally(() => proxy.kill()));
