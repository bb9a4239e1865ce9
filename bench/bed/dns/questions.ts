import type { Heard } from './server';

/** The longest time (milliseconds) that one of the addresses asked nothing in, between its first question and the end. */
export function longestSilence(questions: readonly Heard[], addresses: readonly string[], end: number): number {
  const silences = addresses.map((address) => {
    const moments = questions.filter(({ from }) => from === address).map(({ at }) => at);
    const pauses = moments.map((at, index) => (moments[index + 1] ?? end) - at);
    return moments.length === 0 ? Infinity : Math.max(...pauses);
  });
  return Math.max(...silences);
}

/** How many questions came from these addresses between two moments. */
export function countBetween(
  questions: readonly Heard[],
  addresses: readonly string[],
  [begin, end]: readonly [number, number],
): number {
  return questions.filter(({ at, from }) => at >= begin && at < end && addresses.includes(from)).length;
}
