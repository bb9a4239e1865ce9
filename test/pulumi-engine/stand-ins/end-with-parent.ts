/** Ends this process soon after the one that started it, as Pulumi's plugins do. That one is in STARTED_BY. */
export function endWithParent(): void {
  const parent = Number(process.env['STARTED_BY'] ?? process.ppid);
  setInterval(() => {
    if (process.ppid !== parent || parent === 1) process.exit();
  }, 200).unref();
}
