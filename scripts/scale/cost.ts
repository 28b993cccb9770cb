/** What it cost this process: processor seconds, and the most memory that it ever had. */
export async function costOf(work: () => Promise<unknown>): Promise<{ cpuSeconds: number; maxRssMiB: number }> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  const { maxRSS } = process.resourceUsage();
  return { cpuSeconds: Math.round((user + system) / 1e4) / 100, maxRssMiB: Math.round(maxRSS / 1_024) };
}
