import { releaseShell } from '../../cluster/release-shell';
import { readProgram } from '../../package-files';
import { startedFlags } from './started-flags';

/** What a pod is asked from inside. */
export interface Questions {
  /** Salt of the digest of the cookie. */
  readonly salt: string;
  /** The Service that nodes find each other by, with or without its namespace; empty where none is known. */
  readonly service: string;
  readonly namespace: string;
  /** Where CoreDNS keeps the cluster; empty to read it from the pod's resolv.conf. */
  readonly domain: string;
  readonly epmdPort: number;
  readonly distributionPort: number;
  readonly crashDump: string;
  readonly addresses: readonly string[];
  /** The ports on which the container serves clients or the kubelet. */
  readonly servers: readonly number[];
  /** What the kubelet asks for. */
  readonly probes: readonly ProbeQuestion[];
}

export interface ProbeQuestion {
  /** Its name in the properties, such as `readiness`. */
  readonly name: string;
  readonly port: number;
  /** Empty for the address of the pod. */
  readonly host: string;
  readonly path: string;
}

/** The shell's part: lets the node answer, or a second VM in its place. */
const script = `
${startedFlags()}
${releaseShell()}
"$release" rpc "$1" && exit
printf '%s\\trefusal\\n' beam-cluster
"$release" eval "$1"
`;

/** The command that asks them, for any container with a shell and a release. */
export function commandOf(questions: Questions): readonly string[] {
  const { salt, service, namespace, domain, epmdPort, distributionPort, crashDump, addresses, servers, probes } =
    questions;
  const asked = probes.map(({ name, port, host, path }) => [name, port, host, path].join('\t')).join('\u001f');
  const words = [
    salt,
    service,
    namespace,
    domain,
    epmdPort,
    distributionPort,
    crashDump,
    addresses.join(' '),
    servers.join(' '),
    asked,
  ];
  // As one word of letters and digits, so that nothing in a manifest can become a part of the program.
  const parameters = Buffer.from(words.map((word) => String(word).replaceAll('\n', ' ')).join('\n')).toString('base64');
  const program = readProgram('doctor/gather/questions.exs');
  return ['sh', '-c', script.trim(), 'sh', program.replace('PARAMETERS', parameters)];
}
