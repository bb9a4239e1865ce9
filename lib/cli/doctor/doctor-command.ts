import { Command } from 'commander';
import { connect } from '../cluster/connection';
import { chooseWorkload, findWorkloads } from '../cluster/find-workloads';
import { addClusterOptions, type ClusterOptions } from '../cluster/options';
import { exitCodes, exitCodesHelp } from '../exit-codes';
import type { Terminal } from '../terminal';
import { judge } from './diagnose';
import { gather } from './gather/gather';
import { jsonReport } from './report/json';
import { textReport } from './report/text';

interface DoctorOptions extends ClusterOptions {
  readonly json?: boolean;
}

const examples = `
Examples:
  $ npx beam-cluster doctor                          the only BEAM cluster of the namespace
  $ npx beam-cluster doctor rsolv-api -n production
  $ npx beam-cluster doctor --json | jq -r '.findings[0].fix.command'
  $ npx beam-cluster doctor && echo healthy          in a script; a warning is a finding too

What each finding means: docs/doctor.md in the package beam-cluster
`;

export function doctorCommand(terminal: Terminal): Command {
  return addClusterOptions(new Command('doctor'))
    .summary('find out why nodes do not form a cluster')
    .description(
      'Checks a cluster from outside, through the API, and from inside each pod. Prints each problem with its object, ' +
        'evidence and fix. Fix the first finding first. Changes nothing.',
    )
    .argument('[workload]', 'the Deployment or StatefulSet, where the namespace has several clusters')
    .option('--json', 'print the verdict as JSON')
    .addHelpText('after', examples + exitCodesHelp)
    .action((name: string | undefined, options: DoctorOptions) => runDoctor(terminal, name, options));
}

async function runDoctor(terminal: Terminal, name: string | undefined, options: DoctorOptions): Promise<void> {
  const startedAt = Date.now();
  terminal.progress('Looking for the cluster');
  const connection = await connect(options, terminal);
  const workload = chooseWorkload(connection, await findWorkloads(connection), name);
  const facts = await gather(connection, workload, (answered, asked) => {
    terminal.progress(`Asking the pods of ${workload.name}: ${answered} of ${asked} have answered`);
  });
  const verdict = judge(facts);
  if (options.json === true) terminal.printJson(jsonReport(verdict));
  else terminal.print(textReport(verdict, terminal.colors, (Date.now() - startedAt) / 1000));
  if (verdict.findings.length > 0) terminal.exitCode = exitCodes.problem;
  else if (verdict.unseen.length > 0) terminal.exitCode = exitCodes.notReached;
}
