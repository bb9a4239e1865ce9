import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Resources } from '../model';
import { amountOf } from '../model/resources';

/**
 * Resources as cdk8s-plus knows them: in its own units, so that an autoscaler finds them. The quantities as they were
 * given are patched over them.
 */
export function approximateResources({ requests, limits }: Resources): kplus.ContainerResources {
  return {
    cpu: { ...given('request', requests['cpu'], cpu), ...given('limit', limits['cpu'], cpu) },
    memory: { ...given('request', requests['memory'], size), ...given('limit', limits['memory'], size) },
  };
}

function given<K extends string, T>(key: K, quantity: string | undefined, read: (quantity: string) => T) {
  return quantity === undefined ? {} : ({ [key]: read(quantity) } as Record<K, T>);
}

function cpu(quantity: string): kplus.Cpu {
  return kplus.Cpu.millis(Math.max(1, Math.round(amountOf(quantity) * 1_000)));
}

function size(quantity: string): Size {
  return Size.mebibytes(Math.max(1, Math.round(amountOf(quantity) / 2 ** 20)));
}
