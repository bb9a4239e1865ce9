import { isList, isRecord } from './schema';

/**
 * Seconds that a `preStop` hook in the words of the Kubernetes API takes: 0 without one, undefined for a hook that does more
 * than to sleep.
 */
export function readPreStop(hook: unknown): number | undefined {
  if (hook === undefined || hook === null) return 0;
  if (!isRecord(hook)) return undefined;
  const { exec, sleep } = hook;
  if (isRecord(sleep)) return typeof sleep['seconds'] === 'number' ? sleep['seconds'] : undefined;
  return isRecord(exec) && isList(exec['command']) ? readSleep(exec['command']) : undefined;
}

const shell = /^(\/(usr\/)?bin\/)?(sh|ash|bash|dash)$/;
const sleeper = /^(\/(usr\/)?bin\/)?sleep$/;
const secondsOf: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3_600, d: 86_400 };

function readSleep(command: readonly unknown[]): number | undefined {
  if (!command.every((word) => typeof word === 'string')) return undefined;
  const [program = '', flag, script, ...more] = command;
  if (shell.test(program)) {
    const isScript = flag === '-c' && script !== undefined && more.length === 0;
    return isScript ? readSleep(wordsOf(script)) : undefined;
  }
  const pauses = command.slice(1).map(readPause);
  if (!sleeper.test(program) || pauses.length === 0) return undefined;
  const total = pauses.reduce((sum: number, pause) => sum + (pause ?? Number.NaN), 0);
  return Number.isNaN(total) ? undefined : Math.ceil(total);
}

function wordsOf(script: string): readonly string[] {
  return script
    .trim()
    .replace(/^exec\s+/, '')
    .replace(/;$/, '')
    .trim()
    .split(/\s+/);
}

// GNU's and BusyBox' `sleep` take several numbers, each with a unit.
function readPause(word: string): number | undefined {
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(word) ?? [];
  const perUnit = secondsOf[unit];
  return digits === undefined || perUnit === undefined ? undefined : Number(digits) * perUnit;
}
