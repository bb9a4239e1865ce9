import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { BeamCluster, type BeamClusterProps, type HttpProps } from 'beam-cluster/cdk8s';

export interface TenantProps {
  readonly image: string;
  readonly host: string;
  readonly nodes?: BeamClusterProps['replicas'];
}

/** A team's own construct around the cluster, which goes on from the cluster's handles. */
export class Tenant extends Construct {
  readonly cluster: BeamCluster<{ http: HttpProps }>;
  readonly autoscaler: kplus.HorizontalPodAutoscaler;

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    const secret = kplus.Secret.fromSecretName(this, 'Secret', `${id}-secrets`);
    this.cluster = new BeamCluster(this, id, {
      image: props.image,
      http: { port: 4000 },
      cookie: secret,
      env: { PHX_HOST: props.host, DATABASE_URL: kplus.EnvValue.fromSecretValue({ secret, key: 'database-url' }) },
      ...(props.nodes === undefined ? {} : { replicas: props.nodes }),
    });
    this.autoscaler = new kplus.HorizontalPodAutoscaler(this, 'Autoscaler', {
      target: this.cluster.workload,
      maxReplicas: 9,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    });
    this.cluster.service.exposeViaIngress('/');
    const migrator = new kplus.Deployment(this, 'Migrator', { containers: [{ image: props.image, portNumber: 4001 }] });
    this.cluster.networkPolicy.addIngressRule(migrator, [kplus.NetworkPolicyPort.tcp(4000)]);
  }
}
