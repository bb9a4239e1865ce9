import type { Container } from '../../cluster/api/workload-objects';
import { flagVariables, valueOf } from '../../cluster/workload';
import type { Setting } from './inside';

/** The flags, parameters of the kernel application and variables that a manifest gives the VM. */
export function settingsOf(container: Container): readonly Setting[] {
  const { env = [], command = [], args = [] } = container;
  const texts = [...flagVariables.map((name) => valueOf(container, name) ?? ''), ...command, ...args];
  const words = texts.flatMap((text) => text.split(/[\s"';]+/)).filter((word) => word !== '');
  // A release that has the variable gives the VM the same flag.
  const ofRelease = env.some(({ name }) => name === 'RELEASE_COOKIE') ? 1 : 0;
  return [
    ...flagsIn(words).map((flag) => (flag.name === 'setcookie' ? { ...flag, count: flag.count + ofRelease } : flag)),
    ...kernelIn(words),
    ...env.map(({ name, value = '' }) => ({ kind: 'variable', name, value, count: 1 }) as const),
  ];
}

function flagsIn(words: readonly string[]): readonly Setting[] {
  const flags = words.flatMap((word, index) => {
    const name = /^-(\w+)$/.exec(word)?.[1];
    const next = words[index + 1] ?? '';
    return name === undefined || name === 'kernel' ? [] : [{ name, value: /^[-+]/.test(next) ? '' : next }];
  });
  const names = [...new Set(flags.map(({ name }) => name))];
  return names.map((name) => {
    const all = flags.filter((flag) => flag.name === name);
    // A cookie is counted and never kept.
    const value = name === 'setcookie' ? '' : (all.at(-1)?.value ?? '');
    return { kind: 'flag', name, value, count: all.length };
  });
}

/** `-kernel name value name value` up to the next flag. */
function kernelIn(words: readonly string[]): readonly Setting[] {
  const pairs: Setting[] = [];
  for (const start of words.flatMap((word, index) => (word === '-kernel' ? [index + 1] : []))) {
    for (let index = start; index + 1 < words.length && !/^[-+]/.test(words[index] ?? ''); index += 2) {
      pairs.push({ kind: 'kernel', name: words[index] ?? '', value: words[index + 1] ?? '', count: 1 });
    }
  }
  return pairs;
}
