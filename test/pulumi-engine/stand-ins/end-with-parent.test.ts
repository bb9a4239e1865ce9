import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { running, whenEnded } from '../processes';

test.each(['pulumi-language-nodejs', 'pulumi-resource-random'])(
  '%s ends when the engine ends before it has loaded',
  async (name) => {
    const mark = `end-with-parent-${name}-${process.pid}`;
    const standIn = join(__dirname, 'bin', name);
    // The shell is the engine. It ends as soon as the stand-in is Node.
    const script = `"${standIn}" 127.0.0.1:1 > /dev/null & until tr '\\0' ' ' < /proc/$!/cmdline | grep -q ^node; do :; done`;
    const engine = spawn('sh', ['-c', script], { env: { ...process.env, MARK: mark }, stdio: 'ignore' });
    await once(engine, 'exit');

    expect(running(mark).map(({ command }) => command)).toContain('node');
    await whenEnded(mark);
  },
);
