import { readFileSync } from 'node:fs';

const listening = '0A';
const tables = ['net/tcp', 'net/tcp6'];

/** The files below `/proc` that tell on which ports anybody listens in the network namespace of a process. */
export function listeningTables(pid: number): readonly string[] {
  return tables.map((table) => `/proc/${pid}/${table}`);
}

/** The TCP ports that anybody listens on in the network namespace of a process. */
export function readListeningPorts(pid: number): readonly number[] {
  return findListeningPorts(
    listeningTables(pid)
      .map((file) => readFileSync(file, 'utf8'))
      .join(''),
  );
}

/** The same from the text of these files. */
export function findListeningPorts(text: string): readonly number[] {
  const ports = text.split('\n').flatMap((line) => {
    const [, local = '', , state] = line.trim().split(/\s+/);
    return state === listening ? [parseInt(local.split(':')[1] ?? '', 16)] : [];
  });
  return [...new Set(ports)].sort((one, other) => one - other);
}
