/** The results of an asynchronous function for all items, in their order, with at most so many under way at a time. */
export async function mapAtMost<T, R>(limit: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const waiting = items.entries();
  const results: R[] = [];
  const take = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: limit }, take));
  return results;
}
