import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Resources } from '../model';
import { amountOf } from '../model/schema';

/**
 * Resources in the units of cdk8s-plus, where its autoscaler looks for them. `layOver` then restores the exact quantities
 * of the user.
 */
export function approximateResources({ requests, limits }: Resources): kplus.ContainerResources {
  return {
    cpu: bounds(requests['cpu'], limits['cpu'], cpu),
    memory: bounds(requests['memory'], limits['memory'], approximateSize),
  };
}

interface Bounds<T> {
  readonly request?: T;
  readonly limit?: T;
}

function bounds<T>(request: string | undefined, limit: string | undefined, read: (quantity: string) => T): Bounds<T> {
  return {
    ...(request === undefined ? {} : { request: read(request) }),
    ...(limit === undefined ? {} : { limit: read(limit) }),
  };
}

function cpu(quantity: string): kplus.Cpu {
  return kplus.Cpu.millis(Math.max(1, Math.round(amountOf(quantity) * 1_000)));
}

/** Bytes in the unit of cdk8s-plus, which has no smaller one. */
export function approximateSize(quantity: string): Size {
  return Size.mebibytes(Math.max(1, Math.round(amountOf(quantity) / 2 ** 20)));
}
