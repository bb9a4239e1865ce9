// Generated documents failed with it once.
const recordedSeed = 720_593_729;

/**
 * A run of generated props, with a recorded seed that the names of the tests show. `BEAM_CLUSTER_FUZZ_SEED=<seed>` runs
 * another one, `BEAM_CLUSTER_FUZZ_SEED=fresh` one that is new each time, and `BEAM_CLUSTER_FUZZ_RUNS=<number>` more props.
 */
export const seed =
  process.env['BEAM_CLUSTER_FUZZ_SEED'] === 'fresh'
    ? Date.now() % 2 ** 31
    : (numberFrom('BEAM_CLUSTER_FUZZ_SEED') ?? recordedSeed);

export const runs = numberFrom('BEAM_CLUSTER_FUZZ_RUNS') ?? 10_000;

function numberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  return text === undefined ? undefined : Number(text);
}
