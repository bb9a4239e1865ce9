import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Namespaces } from '../../nodes/machine/namespaces';
import { runCommand, tryCommand } from '../../nodes/machine/run';
import { gateway } from './addresses';
import { everything, Service } from './service';

export interface HostSettings {
  readonly name: string;
  readonly address: string;
  /** Folder for what its services print. */
  readonly logs: string;
  /** Shell commands that run before anything else does. */
  readonly setUp?: string;
}

/** A computer of the cluster: namespaces of its own, a network card, and the services that run on it. */
export class Host {
  private readonly services = new Map<string, Service>();

  private constructor(
    private readonly settings: HostSettings,
    private readonly namespaces: Namespaces,
  ) {}

  static async boot(settings: HostSettings): Promise<Host> {
    const setUp = `${hostSetUp(settings.name)}\n${settings.setUp ?? ''}`;
    const host = new Host(settings, await Namespaces.make(everything, { setUp }));
    mkdirSync(settings.logs, { recursive: true });
    await host.plugIn(settings.address);
    return host;
  }

  get name(): string {
    return this.settings.name;
  }

  /** Keeps a program running here from now on. */
  serve(name: string, command: readonly string[], environment: Readonly<Record<string, string>> = {}): void {
    const log = join(this.settings.logs, `${this.name}-${name}.log`);
    this.services.set(name, new Service(this.namespaces, { name, log, command, environment }));
  }

  service(name: string): Service {
    const service = this.services.get(name);
    if (service !== undefined) return service;
    throw new Error(`The host ${this.name} has no service "${name}", only: ${[...this.services.keys()].join(', ')}.`);
  }

  /** Runs a command here that must succeed, and gives what it printed. */
  run(command: readonly string[], input?: string): Promise<string> {
    return runCommand(this.namespaces.command(everything, command), {
      timeoutMs: 120_000,
      ...(input === undefined ? {} : { input }),
    });
  }

  /** Ends everything at once, as a power cut does. */
  async cutPower(): Promise<void> {
    for (const service of this.services.values()) service.abandon();
    // First, or the kernel would say farewell to every connection of the programs that end.
    await tryCommand(['ip', 'link', 'delete', this.card]);
    await this.namespaces.close();
  }

  private get card(): string {
    // The kernel takes 15 characters at most.
    return `v-${this.name}`.slice(0, 15);
  }

  private async plugIn(address: string): Promise<void> {
    const { card } = this;
    const peer = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', String(this.namespaces.pid)];
    await runCommand(['ip', 'link', 'add', card, 'master', bridge, ...peer]);
    await runCommand(['ip', 'link', 'set', card, 'up']);
    await this.run([
      'sh',
      '-ec',
      `ip addr add ${address}/24 dev eth0; ip link set eth0 up; ip route add default via ${gateway}`,
    ]);
  }
}

export const bridge = 'hosts';

// The kubelet reads /proc as its own, and wants three kernel settings that are shown to it without changing the machine. Programs
// write to fixed places, of which every host has a view of its own, in memory that goes with it.
function hostSetUp(name: string): string {
  const settings = { 'vm/overcommit_memory': 1, 'kernel/panic': 10, 'kernel/panic_on_oops': 1 };
  return [
    'mount -t proc proc /proc',
    `hostname ${name}`,
    'mount -t tmpfs -o mode=0755 run /run',
    'mkdir -p /run/lock /run/netns /run/view /run/settings',
    'for folder in var etc usr/libexec; do',
    '  view=/run/view/$(echo "$folder" | tr / -); mkdir -p "$view.new" "$view.work"',
    '  mount -t overlay overlay -o "lowerdir=/$folder,upperdir=$view.new,workdir=$view.work" "/$folder"',
    'done',
    ...Object.entries(settings).flatMap(([path, value]) => {
      const shown = `/run/settings/${path.replace('/', '-')}`;
      return [`echo ${value} > ${shown}`, `mount --bind ${shown} /proc/sys/${path}`];
    }),
    'ip link set lo up',
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
  ].join('\n');
}
