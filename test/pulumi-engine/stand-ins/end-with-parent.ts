/** Ends this process soon after the one that started it, as Pulumi's plugins do. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, 200).unref();
}
