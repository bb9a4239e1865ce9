import type { Facts } from '../facts/facts';
import { deploymentOf, kubectl, workloadPath, workloadTitle } from '../facts/workload';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the pods that should be there are made at all. */
export const replicas: Subject = {
  name: 'replicas',
  looksAt: 'pods are wanted and created, rollouts leave no gap',
  find: (facts) => [...howMany(facts), ...notCreated(facts), ...rollout(facts)],
};

function howMany(facts: Facts): readonly Finding[] {
  const wanted = facts.workload.object.spec?.replicas ?? 1;
  if (wanted > 1) return [];
  const fix = {
    command: kubectl(facts)`scale ${workloadPath(facts)} --replicas=3`,
    property: 'replicas: 3',
  };
  const evidence = [`spec.replicas is ${wanted}`];
  const where = workloadTitle(facts);
  return wanted === 0
    ? [finding('no-replicas', { what: 'The workload is scaled to 0.', where, evidence, fix })]
    : [
        finding('one-replica', {
          what: 'The workload has only one replica, so there is no cluster.',
          where,
          evidence,
          fix,
        }),
      ];
}

function notCreated(facts: Facts): readonly Finding[] {
  const conditions = deploymentOf(facts)?.status?.conditions;
  const failure = conditions?.find(({ type, status }) => type === 'ReplicaFailure' && status === 'True');
  const refused = failure?.message ?? refusedByEvent(facts);
  if (refused === undefined) return [];
  return [
    finding('pods-not-created', {
      what: 'Kubernetes refuses to create the pods.',
      where: workloadTitle(facts),
      evidence: [refused],
      fix: { advice: 'Change what the message names: a quota, a pod security level, a webhook, a ServiceAccount.' },
    }),
  ];
}

/** A StatefulSet has no condition for it. */
function refusedByEvent({ workload, events }: Facts): string | undefined {
  if (workload.kind !== 'StatefulSet' || !events.ok) return undefined;
  const isMissing = (workload.object.status?.replicas ?? 0) < (workload.object.spec?.replicas ?? 1);
  const event = events.value.find(({ reason, involvedObject }) => {
    return reason === 'FailedCreate' && involvedObject.kind === 'StatefulSet' && involvedObject.name === workload.name;
  });
  return isMissing ? event?.message : undefined;
}

function rollout(facts: Facts): readonly Finding[] {
  const spec = deploymentOf(facts)?.spec;
  const where = workloadTitle(facts);
  const paused = finding('rollout-paused', {
    what: 'The rollout is paused, so a changed manifest or a restart does nothing.',
    where,
    evidence: ['spec.paused is true'],
    fix: { command: kubectl(facts)`rollout resume ${workloadPath(facts)}` },
  });
  const recreates = finding('rollout-recreates', {
    what: 'A rollout stops every node before it starts the first new one.',
    where,
    evidence: ['spec.strategy.type is Recreate'],
    fix: { property: 'rollout: { maxSurge: 1, maxUnavailable: 0 }', advice: 'Use the strategy RollingUpdate.' },
  });
  return [...(spec?.paused === true ? [paused] : []), ...(spec?.strategy?.type === 'Recreate' ? [recreates] : [])];
}
