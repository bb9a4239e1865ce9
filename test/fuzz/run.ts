/**
 * A run of generated props. Every run has another seed, which the names of its tests show;
 * `BEAM_CLUSTER_FUZZ_SEED=<seed>` repeats one, and `BEAM_CLUSTER_FUZZ_RUNS=<number>` makes it longer.
 */
export const seed = numberFrom('BEAM_CLUSTER_FUZZ_SEED') ?? Date.now() % 2 ** 31;

export const runs = numberFrom('BEAM_CLUSTER_FUZZ_RUNS') ?? 10_000;

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined ? undefined : Number(text);
}
