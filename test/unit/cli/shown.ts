import { found, type Answer, type Request } from './api-server';
import { replay } from './recorded/replay';

/** A picture in `docs/cli.md`: a command, and what it prints on a cluster that was recorded. */
export interface Picture {
  readonly name: string;
  readonly print: () => Promise<string>;
}

const hash = (text: string) => ({ stdout: `${text.repeat(64)}  -\n` });

export const pictures: readonly Picture[] = [
  { name: 'status of a healthy cluster', print: () => shown('beam-cluster status', replay('healthy', ['status'])) },
  { name: 'status of a split cluster', print: () => shown('beam-cluster status', replay('split', ['status'])) },
  {
    name: 'status of a rollout that is stuck',
    print: () => shown('beam-cluster status', replay('stuck-rollout', ['status'])),
  },
  {
    name: 'cookie that is there',
    print: () => shown('beam-cluster cookie', replay('healthy', ['cookie'], { respond: withSecret })),
  },
  {
    name: 'cookie rotated',
    print: () =>
      shown(
        'beam-cluster cookie --rotate --yes',
        replay('healthy', ['cookie', '--rotate', '--yes'], { respond: withSecret }),
      ),
  },
  {
    name: 'cookie verified',
    print: () =>
      shown(
        'beam-cluster cookie --verify',
        replay('split', ['cookie', '--verify'], { respond: withSecret, exec: () => hash('0') }),
      ),
  },
];

const withSecret = ({ path, method, body }: Request): Answer | undefined => {
  if (!path.includes('/secrets/')) return undefined;
  const metadata = { name: 'rsolv-api-secrets', resourceVersion: '7' };
  const data = { 'erlang-cookie': Buffer.from('recorded').toString('base64') };
  return found({ metadata, data, ...(method === 'PATCH' ? (JSON.parse(body) as object) : {}) });
};

async function shown(line: string, running: ReturnType<typeof replay>): Promise<string> {
  const { code, stdout, stderr } = await running;
  return `$ npx ${line}; echo $?\n${stderr}${stdout}${code}\n`;
}

const block = /^<!-- ([^>]+) -->\n```console\n(.*?)^```$/gms;

/** The pictures of a page by their names. */
export function picturesOf(page: string): Map<string, string> {
  return new Map([...page.matchAll(block)].map(([, name = '', text = '']) => [name, text]));
}

/** The page with its pictures drawn again. */
export async function redraw(page: string): Promise<string> {
  const drawn = new Map<string, string>();
  // One after the other, since each sets the clock back to its recording.
  for (const { name, print } of pictures) drawn.set(name, await print());
  return page.replaceAll(block, (all, name: string) => {
    const text = drawn.get(name);
    return text === undefined ? all : `<!-- ${name} -->\n\`\`\`console\n${text}\`\`\``;
  });
}
