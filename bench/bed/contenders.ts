/** The discoveries that run against each other, by the name that the VMs know them by. */
export const standIns = ['libcluster', 'dns_cluster'] as const;
export const contenders = ['ours', ...standIns] as const;

export type Contender = (typeof contenders)[number];

/**
 * In which order the contenders run in a repeat. In six repeats that is each order once, so that none is always behind the
 * same other one and has to do with what that has left to be cleaned up.
 */
export function turnsOf(repeat: number): readonly Contender[] {
  const first = repeat % contenders.length;
  const turns = [...contenders.slice(first), ...contenders.slice(0, first)];
  return repeat % 2 === 0 ? turns : turns.reverse();
}

/** Lets the contenders run in turns, and gives what each of them came to; the one that fails is named. */
export async function takeTurns<T>(
  repeat: number,
  attempt: (contender: Contender) => Promise<T>,
): Promise<Readonly<Record<Contender, T>>> {
  const round: Partial<Record<Contender, T>> = {};
  for (const contender of turnsOf(repeat)) {
    try {
      round[contender] = await attempt(contender);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${contender}, repeat ${repeat + 1}: ${reason}`, { cause: error });
    }
  }
  return round as Readonly<Record<Contender, T>>;
}
