import { exitSeconds, kubernetesGraceSeconds } from '../../../model/features/drain';
import { selectorText, valueOf } from '../../cluster/workload';
import { valueOr, type Facts } from '../facts/facts';
import { selects } from '../facts/selectors';
import { beamContainer, kubectl, templateLabels, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether a pod has the time to leave, and a drained machine takes one at a time. */
export const lifecycle: Subject = {
  name: 'leaving',
  looksAt: 'enough time to drain, one node at a time',
  cannotSay: (facts) => (facts.budgets.ok ? undefined : 'PodDisruptionBudgets could not be read'),
  find: (facts) => [...grace(facts), ...budget(facts)],
};

function grace(facts: Facts): readonly Finding[] {
  const container = beamContainer(facts);
  if (container === undefined) return [];
  const given = facts.workload.object.spec?.template.spec?.terminationGracePeriodSeconds ?? kubernetesGraceSeconds;
  const preStop = container.lifecycle?.preStop;
  const [, slept] = /\bsleep (\d+)/.exec(preStop?.exec?.command?.join(' ') ?? '') ?? [];
  const pause = preStop?.sleep?.seconds ?? Number(slept ?? 0);
  const drain = Number(valueOf(container, 'CLUSTER_DRAIN_SECONDS') ?? 0);
  const needed = pause + drain + exitSeconds;
  if (needed <= given) return [];
  const details = {
    what: 'The pod is killed before its drain ends.',
    where: workloadTitle(facts),
    evidence: [`${pause} s preStop, ${drain} s drain and ${exitSeconds} s to exit do not fit into ${given} s`],
    fix: { property: 'drain', advice: `Set terminationGracePeriodSeconds: ${needed}.` },
  };
  return [finding('grace-too-short', details)];
}

function budget(facts: Facts): readonly Finding[] {
  if (!facts.budgets.ok || (facts.workload.object.spec?.replicas ?? 1) < 2) return [];
  const labels = templateLabels(facts);
  const fitting = valueOr(facts.budgets, []).filter(({ spec }) => selects(spec?.selector, labels));
  const names = fitting.map(({ metadata }) => metadata.name);
  const where = names.map((name) => `PodDisruptionBudget ${name}`).join(', ');
  const [first, second] = fitting;
  if (first === undefined) {
    const details = {
      what: 'Draining the machines can evict all pods at once.',
      where: workloadTitle(facts),
      evidence: ['no PodDisruptionBudget selects the pods'],
      fix: {
        property: 'disruptionBudget',
        command: kubectl(
          facts,
        )`create poddisruptionbudget ${facts.workload.name} --selector=${selectorText(facts.workload)} --max-unavailable=1`,
      },
    };
    return [finding('no-budget', details)];
  }
  if (second !== undefined) {
    const details = {
      what: 'Several PodDisruptionBudgets select the pods, so Kubernetes refuses to evict them.',
      where,
      evidence: [names.join(', ')],
      fix: { command: kubectl(facts)`delete poddisruptionbudget ${names[1] ?? ''}` },
    };
    return [finding('budgets-overlap', details)];
  }
  const { disruptionsAllowed = 0, currentHealthy = 0, expectedPods = 0 } = first.status ?? {};
  const isBlocked =
    first.status !== undefined && disruptionsAllowed === 0 && expectedPods > 0 && currentHealthy >= expectedPods;
  if (!isBlocked) return [];
  const minAvailable = first.spec?.minAvailable;
  const details = {
    what: 'The PodDisruptionBudget allows no eviction although all pods are healthy, so no machine can be drained.',
    where,
    evidence: [
      minAvailable === undefined
        ? `maxUnavailable is ${first.spec?.maxUnavailable ?? 'not set'}`
        : `minAvailable is ${minAvailable} of ${expectedPods}`,
    ],
    fix: { property: 'disruptionBudget: { maxUnavailable: 1 }', advice: 'Set maxUnavailable: 1 instead.' },
  };
  return [finding('budget-blocks', details)];
}
