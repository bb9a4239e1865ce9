import { createInterface } from 'node:readline';
import { Application } from '../../../test/kubernetes/application';
import openApi from '../../../test/kubernetes/global-setup';
import type { Answer, Order } from '../order';
import { Collector } from './collector';
import { runOutage } from './outage';
import { runTrial } from './trial';

/** Obeys one order after the other, a line each, within the cluster, and ends when there are no more. */
async function obeyAll(): Promise<void> {
  await openApi();
  const application = await Application.prepare('bench');
  const collector = await Collector.open();
  // What nodes read and make for their first pods alone is nobody's figure.
  const warmUp = { do: 'trial', contender: 'ours', dns: 'kubeadm', publishNotReady: true, bootDelayMs: 0 } as const;
  await runTrial(warmUp, application, collector);
  for await (const line of createInterface(process.stdin)) {
    const answer = await obey(JSON.parse(line) as Order, application, collector);
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

async function obey(order: Order, application: Application, collector: Collector): Promise<Answer> {
  try {
    const isTrial = order.do === 'trial';
    return {
      result: await (isTrial ? runTrial(order, application, collector) : runOutage(order, application, collector)),
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

obeyAll().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
