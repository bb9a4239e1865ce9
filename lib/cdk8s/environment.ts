import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from '../model';

/** The variables in order. The kubelet resolves `$(POD_IP)` in the same order. */
export function envVariables(scope: Construct, env: readonly k8s.EnvVar<string>[]): Record<string, kplus.EnvValue> {
  return Object.fromEntries(env.map((variable) => [variable.name, envValue(scope, variable)]));
}

function envValue(scope: Construct, { name, value, valueFrom }: k8s.EnvVar<string>): kplus.EnvValue {
  if (valueFrom?.fieldRef !== undefined) {
    return kplus.EnvValue.fromFieldRef(valueFrom.fieldRef.fieldPath as kplus.EnvFieldPaths);
  }
  if (valueFrom?.secretKeyRef !== undefined) {
    const { name: secretName, key, ...options } = valueFrom.secretKeyRef;
    const secret = kplus.Secret.fromSecretName(scope, `Env-${name}`, secretName);
    return kplus.EnvValue.fromSecretValue({ secret, key }, options);
  }
  if (valueFrom?.configMapKeyRef !== undefined) {
    const { name: configMapName, key, ...options } = valueFrom.configMapKeyRef;
    const configMap = kplus.ConfigMap.fromConfigMapName(scope, `Env-${name}`, configMapName);
    return kplus.EnvValue.fromConfigMap(configMap, key, options);
  }
  return kplus.EnvValue.fromValue(value ?? '');
}

export function envFromSources(scope: Construct, sources: readonly k8s.EnvFrom<string>[]): kplus.EnvFrom[] {
  return sources.map(({ prefix, secretRef, configMapRef }, index) => {
    const secret = secretRef && kplus.Secret.fromSecretName(scope, `EnvFrom-${index}`, secretRef.name);
    const configMap = configMapRef && kplus.ConfigMap.fromConfigMapName(scope, `EnvFrom-${index}`, configMapRef.name);
    return new kplus.EnvFrom(configMap, prefix, secret);
  });
}
