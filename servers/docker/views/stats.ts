import { type Container, isRunning } from '../world/container.ts';
import { NS_PER_SECOND, nowNs, toRfc3339, toSeconds } from '../world/time.ts';

/** One sample of a container's use, at a time of which everything in it is a function. */
export interface Sample {
  atNs: bigint | null;
  cpu: object;
}

const CPUS = 2;
const MEMORY_LIMIT_BYTES = 8_589_934_592;
const THROTTLING = { periods: 0, throttled_periods: 0, throttled_time: 0 };

/** The sample before the first: no time and no use. */
export const NO_SAMPLE: Sample = {
  atNs: null,
  cpu: { cpu_usage: { total_usage: 0, usage_in_kernelmode: 0, usage_in_usermode: 0 }, throttling_data: THROTTLING },
};

export function takeSample(container: Container): Sample {
  if (!isRunning(container)) return NO_SAMPLE;
  const atNs = nowNs();
  const upNs = Number(atNs - (container.state.startedNs ?? atNs));
  // A small service: a hundredth of a processor, for its work and the kernel's alike.
  const total = Math.round(upNs * 0.01) + 40_000_000;
  const half = Math.floor(total / 2);
  return {
    atNs,
    cpu: {
      cpu_usage: {
        total_usage: total,
        percpu_usage: [half, total - half],
        usage_in_kernelmode: half,
        usage_in_usermode: total - half,
      },
      system_cpu_usage: Number((atNs % (1_000_000n * NS_PER_SECOND)) * BigInt(CPUS)),
      online_cpus: CPUS,
      throttling_data: THROTTLING,
    },
  };
}

export function viewStats(container: Container, sample: Sample, before: Sample): object {
  const isUp = sample.atNs !== null;
  const isAddressed = isUp && container.endpoints.some(({ network }) => network.prefix !== null);
  return {
    read: toRfc3339(sample.atNs),
    preread: toRfc3339(before.atNs),
    pids_stats: isUp ? { current: 2 } : {},
    blkio_stats: Object.fromEntries(BLOCK_COUNTERS.map((counter) => [counter, isUp ? [] : null])),
    num_procs: 0,
    storage_stats: {},
    cpu_stats: sample.cpu,
    precpu_stats: before.cpu,
    memory_stats: isUp ? viewMemory(toSeconds(sample.atNs ?? 0n)) : {},
    name: `/${container.name}`,
    id: container.id,
    ...(isAddressed && { networks: { eth0: viewTraffic(container, sample.atNs ?? 0n) } }),
  };
}

const BLOCK_COUNTERS = [
  'io_service_bytes_recursive',
  'io_serviced_recursive',
  'io_queue_recursive',
  'io_service_time_recursive',
  'io_wait_time_recursive',
  'io_merged_recursive',
  'io_time_recursive',
  'sectors_recursive',
];

const UNLIMITED_BYTES = 2 ** 63 - 4_096;

/** Up and down by a few pages with the time. */
function viewMemory(seconds: number): object {
  const pages = { active_anon: 8_192, active_file: 8_192, cache: 8_192, dirty: 0 };
  const more = {
    inactive_anon: 53_248 + (seconds % 7) * 8_192,
    inactive_file: 0,
    mapped_file: 0,
    pgfault: 8_000 + (seconds % 10_000),
    pgmajfault: 2,
    pgpgin: 3_137,
    pgpgout: 3_107,
    rss: 114_688,
    rss_huge: 0,
  };
  const rest = { unevictable: 0, writeback: 0 };
  const totals = Object.entries({ ...pages, ...more, ...rest }).map(([name, value]) => [`total_${name}`, value]);
  const limits = { hierarchical_memory_limit: UNLIMITED_BYTES, hierarchical_memsw_limit: UNLIMITED_BYTES };
  return {
    usage: 524_288 + (seconds % 7) * 81_920,
    max_usage: 3_829_760,
    stats: { ...pages, ...limits, ...more, ...Object.fromEntries(totals), ...rest },
    limit: MEMORY_LIMIT_BYTES,
  };
}

function viewTraffic({ state }: Container, atNs: bigint): object {
  const seconds = toSeconds(atNs - (state.startedNs ?? atNs));
  return {
    rx_bytes: 1_100 + seconds * 640,
    rx_packets: 14 + seconds * 4,
    rx_errors: 0,
    rx_dropped: 0,
    tx_bytes: 900 + seconds * 520,
    tx_packets: 9 + seconds * 3,
    tx_errors: 0,
    tx_dropped: 0,
  };
}
