import { randomInt } from 'node:crypto';
import { main, type Provider } from '@pulumi/pulumi/provider';
import { versionOf } from '../plugins';
import { endWithParent } from './end-with-parent';

/**
 * A stand-in for Pulumi's provider `random`, which no registry has as a module. It serves RandomPassword alone. A password
 * has the length and the classes of characters that are asked for, and stays until its inputs change.
 */

const classes = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  numeric: '0123456789',
  special: '!@#$%&*()-_=+[]{}<>:?',
} as const;

type Inputs = Readonly<Record<string, unknown>>;

/** At least one character of each class that is not switched off, and the rest from all of them. */
export function makePassword(inputs: Inputs): string {
  const wanted = Object.entries(classes).filter(([name]) => inputs[name] !== false);
  const all = wanted.map(([, characters]) => characters).join('');
  const first = wanted.map(([, characters]) => pick(characters));
  const more = Array.from({ length: Number(inputs['length']) - first.length }, () => pick(all));
  return shuffle([...first, ...more]).join('');
}

function pick(characters: string): string {
  return characters.charAt(randomInt(characters.length));
}

function shuffle(characters: string[]): readonly string[] {
  for (let last = characters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? '', characters[last] ?? ''];
  }
  return characters;
}

function refuseOthers(urn: string): void {
  if (/[:$]random:index\/randomPassword:RandomPassword::/.test(urn)) return;
  throw new Error(`the stand-in for the provider random makes RandomPassword alone, and not ${urn}`);
}

const provider: Provider = {
  version: versionOf('random'),
  check: (urn, _olds, inputs: Inputs) => {
    refuseOthers(urn);
    return Promise.resolve({ inputs });
  },
  diff: (_id, _urn, olds: Inputs, news: Inputs) => {
    const replaces = Object.keys(news).filter((key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]));
    return Promise.resolve({ changes: replaces.length > 0, replaces });
  },
  create: (_urn, inputs: Inputs) =>
    Promise.resolve({ id: 'none', outs: { ...inputs, result: makePassword(inputs), bcryptHash: '' } }),
  read: (id, _urn, props: unknown) => Promise.resolve({ id, props }),
};

if (require.main === module) {
  void main(provider, process.argv.slice(2));
  endWithParent();
}
