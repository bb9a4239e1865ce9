/** What all of them gave, once all have ended: where one fails, the others do not go on beside the next row. */
export async function allEnded<T>(running: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running);
  return Promise.all(running);
}
