import { readFileSync } from 'node:fs';

const listening = '0A';

/** The TCP ports that anybody listens on in the network namespace of a process. */
export function readListeningPorts(pid: number): readonly number[] {
  const lines = ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1),
  );
  const ports = lines.flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    return state === listening ? [parseInt(local.split(':')[1] ?? '', 16)] : [];
  });
  return [...new Set(ports)].sort((one, other) => one - other);
}
