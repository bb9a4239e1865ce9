import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import * as grpc from '@pulumi/pulumi/proto/language_grpc_pb.js';
import * as messages from '@pulumi/pulumi/proto/language_pb.js';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb.js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb.js';
import { projectRoot } from '../../nodes/machine/toolchain';
import { endWithParent } from './end-with-parent';

/**
 * A stand-in for Pulumi's language host of Node, which no registry has as a module. It starts Pulumi's own runner with
 * the program, as the real one does, and knows nothing else: no package manager, no code generation.
 */

// With this code the runner says that it has told the user what is wrong.
const alreadyTold = 32;

const runner = join(projectRoot, 'node_modules/@pulumi/pulumi/cmd/run/index.js');

function start(request: messages.RunRequest): ChildProcess {
  const info = request.getInfo();
  const nodeArgs = info?.getOptions()?.toJavaScript()['nodeargs'];
  const flags = {
    monitor: request.getMonitorAddress(),
    engine: process.argv.at(-1),
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    'root-directory': info?.getRootDirectory(),
    parallel: request.getParallel(),
  };
  const args = [
    ...(typeof nodeArgs === 'string' ? nodeArgs.split(' ') : []),
    runner,
    ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value ?? ''}`),
    ...(request.getDryrun() ? ['--dry-run'] : []),
    info?.getEntryPoint() ?? '.',
  ];
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  const program = spawn(process.execPath, args, {
    env,
    cwd: request.getPwd(),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.once('exit', () => program.kill('SIGKILL'));
  return program;
}

function run(
  { request }: ServerUnaryCall<messages.RunRequest, unknown>,
  reply: sendUnaryData<messages.RunResponse>,
): void {
  start(request).on('close', (code) => {
    const response = new messages.RunResponse();
    if (code === alreadyTold) response.setBail(true);
    else if (code !== 0) response.setError(`the program ended with ${String(code)}`);
    reply(null, response);
  });
}

function answer<T>(response: T) {
  return (_call: unknown, reply: sendUnaryData<T>): void => {
    reply(null, response);
  };
}

const server = new Server();
server.addService(grpc.LanguageRuntimeService, {
  run,
  handshake: answer(new messages.LanguageHandshakeResponse()),
  getPluginInfo: answer(new PluginInfo()),
  getRequiredPackages: answer(new messages.GetRequiredPackagesResponse()),
  cancel: answer(new Empty()),
});
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
endWithParent();
