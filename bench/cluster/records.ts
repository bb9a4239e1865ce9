/** What a pod has reported so far, in milliseconds of the machine's clock, which all pods share. */
export interface PodRecord {
  readonly pod: string;
  readonly node: string;
  vmStartedAt?: number;
  /** When its discovery started, whose first look-up follows at once. */
  discoveryStartedAt?: number;
  /** In the order in which they happened. */
  readonly changes: LinkChange[];
}

export interface LinkChange {
  readonly at: number;
  readonly up: boolean;
  readonly peer: string;
}

/** Takes a line of a pod; the first one makes its record. */
export function takeLine(line: string, record?: PodRecord): PodRecord {
  const [word = '', first = '', second = ''] = line.split(' ');
  if (word === 'pod') return { pod: first, node: second, changes: [] };
  if (record === undefined) throw new Error(`A pod said "${line}" before it said who it is.`);
  const at = Number(first) / 1000;
  if (!Number.isFinite(at)) throw new Error(`${record.pod} said "${line}", which has no moment.`);
  if (word === 'vm') record.vmStartedAt = at;
  else if (word === 'discovery') record.discoveryStartedAt = at;
  else if (word === 'up' || word === 'down') record.changes.push({ at, up: word === 'up', peer: second });
  else throw new Error(`${record.pod} said "${line}", which means nothing.`);
  return record;
}
