import type { Facts } from '../facts/facts';
import { groupBy, podTitles, settledPods, whyUnasked } from '../facts/pods';
import { kubectl, workloadPath, workloadTitle, deploymentOf, statefulSetOf } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether all nodes run the same, and what this package expects. */
export const versions: Subject = {
  name: 'versions',
  looksAt: 'one version each of OTP, Elixir and the runtime, which fits this package',
  cannotSay: whyUnasked,
  find: (facts) => (isRolling(facts) ? [] : [...mixed(facts), ...runtime(facts)]),
};

/** During a rollout, two versions are expected. */
function isRolling(facts: Facts): boolean {
  const { spec, status } = facts.workload.object;
  const isBehind = (status?.updatedReplicas ?? 0) < (spec?.replicas ?? 1);
  const strategy = statefulSetOf(facts)?.spec?.updateStrategy;
  const isHeld = strategy?.type === 'OnDelete' || (strategy?.rollingUpdate?.partition ?? 0) > 0;
  return isBehind && !isHeld && deploymentOf(facts)?.spec?.paused !== true;
}

function mixed(facts: Facts): readonly Finding[] {
  const groups = groupBy(settledPods(facts), ({ view }) => {
    return [
      `OTP ${view.otp}`,
      `Elixir ${view.elixir}`,
      ...(view.runtime === undefined ? [] : [`beam_cluster ${view.runtime.version}`]),
    ].join(', ');
  });
  if (groups.size < 2) return [];
  const details = {
    what: 'The nodes run different versions, and no rollout is in progress.',
    where: workloadTitle(facts),
    evidence: [...groups].map(([title, pods]) => `${title}: ${pods.map(({ name }) => name).join(', ')}`),
    fix: { command: kubectl(facts)`rollout restart ${workloadPath(facts)}` },
  };
  return [finding('versions-mixed', details)];
}

function runtime(facts: Facts): readonly Finding[] {
  const strange = settledPods(facts).filter(({ view }) => {
    const version = view.runtime?.version ?? '';
    return version !== '' && minorOf(version) !== minorOf(facts.version);
  });
  if (strange.length === 0) return [];
  const seen = [...new Set(strange.map(({ view }) => view.runtime?.version ?? ''))];
  const details = {
    what: 'The version of the runtime in the image differs from the version of this package.',
    where: podTitles(strange),
    evidence: [`in the image ${seen.join(', ')}, here ${facts.version}`],
    fix: { command: 'npx beam-cluster runtime vendor/beam_cluster', advice: 'Then build the image again.' },
  };
  return [finding('runtime-differs', details)];
}

/** Versions that differ only in the last number are compatible. */
function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
