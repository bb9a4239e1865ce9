import { groupOf, type Claim, type Neighbour, type ObjectName } from './collisions';
import type { Labels } from './kubernetes';

/**
 * What is in a Kubernetes cluster, found by what a claim could share with it. A comparison of every claim with every other
 * neighbour would take minutes in an app with thousands of clusters.
 */
export class Neighbourhood {
  readonly #neighbours: Neighbour[] = [];
  readonly #byMark = new Map<string, number[]>();

  add(neighbour: Neighbour): void {
    const index = this.#neighbours.push(neighbour) - 1;
    const { objects, podLabels = {}, selector = {} } = neighbour;
    for (const mark of [...objects.map(ofObject), ...ofPods(podLabels), ...ofSelector(selector).slice(0, 1)]) {
      const marked = this.#byMark.get(mark);
      if (marked === undefined) this.#byMark.set(mark, [index]);
      else marked.push(index);
    }
  }

  /** All with which `collisions` could find a problem, and few others, in the order in which they were added. */
  near({ objects, podLabels, selector }: Claim): readonly Neighbour[] {
    // A selector needs all of its labels, so its first one is enough to find it.
    const marks = [...objects.map(ofObject), ...ofPods(selector).slice(0, 1), ...ofSelector(podLabels)];
    const found = new Set(marks.flatMap((mark) => this.#byMark.get(mark) ?? []));
    return [...found].sort((a, b) => a - b).flatMap((index) => this.#neighbours[index] ?? []);
  }
}

function ofObject({ apiVersion, kind, name }: ObjectName): string {
  return JSON.stringify(['object', groupOf(apiVersion), kind, name]);
}

function ofPods(labels: Labels): readonly string[] {
  return Object.entries(labels).map(([key, value]) => JSON.stringify(['pods', key, value]));
}

function ofSelector(labels: Labels): readonly string[] {
  return Object.entries(labels).map(([key, value]) => JSON.stringify(['selector', key, value]));
}
