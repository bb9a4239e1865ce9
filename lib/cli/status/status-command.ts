import { Command } from 'commander';
import { connect, type Connection } from '../cluster/connection';
import { chooseWorkload, findWorkloads } from '../cluster/find-workloads';
import { addClusterOptions, type ClusterOptions } from '../cluster/options';
import { exitCodes, exitCodesHelp } from '../exit-codes';
import type { Terminal } from '../terminal';
import { gatherStatus } from './gather-status';
import { printStatus } from './print-status';
import { watch } from './watch';

interface StatusOptions extends ClusterOptions {
  readonly watch?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  $ npx beam-cluster status                    the BEAM cluster of the current namespace
  $ npx beam-cluster status rsolv-api -n prod  this cluster
  $ npx beam-cluster status --watch            again every two seconds, until Ctrl-C
  $ npx beam-cluster status --json | jq '.links[] | select(.state == "down")'

In the matrix of links, a number is the round trip in milliseconds, ✘ is a link that is down, and ? is a link where
neither node could be checked.
`;

export function statusCommand(terminal: Terminal): Command {
  return addClusterOptions(new Command('status'))
    .summary("show a cluster's nodes, the links between them, and what changed last")
    .description(
      'Shows the pods of a BEAM cluster and what their nodes report: links and round-trip times, what DNS lists, readiness, ' +
        'drains, versions, the last joins and leaves. Asks nodes for /health and /metrics, or uses the rpc of their release.',
    )
    .argument('[name]', 'the Deployment or StatefulSet (default: the only BEAM cluster of the namespace)')
    .option('--watch', 'repeat every two seconds')
    .option('--json', 'print it as JSON; with --watch, one line each time')
    .addHelpText('after', examples + exitCodesHelp)
    .action((name: string | undefined, options: StatusOptions) => runStatus(terminal, name, options));
}

async function runStatus(terminal: Terminal, name: string | undefined, options: StatusOptions): Promise<void> {
  terminal.progress('Looking for the cluster');
  const connection = await connect(options, terminal);
  const look = () => showStatus(terminal, connection, name, options);
  await (options.watch === true ? watch(terminal, look) : look());
}

async function showStatus(
  terminal: Terminal,
  connection: Connection,
  name: string | undefined,
  { json = false, watch = false }: StatusOptions,
): Promise<void> {
  const workload = chooseWorkload(connection, await findWorkloads(connection), name);
  const status = await gatherStatus(connection, workload, (asked, all) => {
    terminal.progress(`${asked} of ${all} nodes asked`);
  });
  // A node that drains closes its doors first, and zones are not everybody's to see.
  const isReached = status.members.every(({ state, notReached }) => notReached === undefined || state === 'draining');
  const { done, problem, notReached } = exitCodes;
  terminal.exitCode = status.problems.length > 0 ? problem : isReached ? done : notReached;
  if (json) {
    if (watch) terminal.printJsonLine(status);
    else terminal.printJson(status);
    return;
  }
  if (watch) terminal.clear();
  terminal.print(printStatus(status, terminal.colors));
}
