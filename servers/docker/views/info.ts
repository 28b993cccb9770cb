import { DAEMON } from '../version.ts';
import type { Status } from '../world/container.ts';
import { nowNs, toRfc3339 } from '../world/time.ts';
import type { World } from '../world/world.ts';

const FEATURES = {
  MemoryLimit: true,
  SwapLimit: true,
  KernelMemory: true,
  KernelMemoryTCP: true,
  CpuCfsPeriod: true,
  CpuCfsQuota: true,
  CPUShares: true,
  CPUSet: true,
  PidsLimit: true,
  IPv4Forwarding: true,
  BridgeNfIptables: true,
  BridgeNfIp6tables: true,
};

const REGISTRIES = {
  AllowNondistributableArtifactsCIDRs: [],
  AllowNondistributableArtifactsHostnames: [],
  InsecureRegistryCIDRs: ['127.0.0.0/8'],
  IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
  Mirrors: [],
};

const PLUGINS = {
  Volume: ['local'],
  Network: ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'],
  Authorization: null,
  Log: ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'json-file', 'local', 'logentries', 'splunk', 'syslog'],
};

const RUNTIME = {
  Runtimes: {
    'io.containerd.runc.v2': { path: 'runc' },
    'io.containerd.runtime.v1.linux': { path: 'runc' },
    runc: { path: 'runc' },
  },
  DefaultRuntime: 'runc',
  Swarm: {
    NodeID: '',
    NodeAddr: '',
    LocalNodeState: 'inactive',
    ControlAvailable: false,
    Error: '',
    RemoteManagers: null,
  },
  LiveRestoreEnabled: false,
  Isolation: '',
  InitBinary: 'docker-init',
  ContainerdCommit: { ID: '1.6.20~ds1-1+deb12u3', Expected: '1.6.20~ds1-1+deb12u3' },
  RuncCommit: { ID: '1.1.5+ds1-1+deb12u1', Expected: '1.1.5+ds1-1+deb12u1' },
  InitCommit: { ID: '', Expected: '' },
  SecurityOptions: ['name=seccomp,profile=default'],
  Warnings: null,
};

/** The daemon about itself: the recorded one, with the world's counts. */
export function viewInfo(world: World): object {
  const containers = [...world.containers.values()];
  const count = (...statuses: Status[]) => containers.filter(({ state }) => statuses.includes(state.status)).length;
  return {
    ID: 'POOL:PROO:FMOC:KDAE:MONA:ABCD:EFGH:IJKL:MNOP:QRST:UVWX:YZ23',
    Containers: containers.length,
    ContainersRunning: count('running'),
    ContainersPaused: count('paused'),
    ContainersStopped: count('exited', 'created'),
    Images: world.images.size,
    Driver: 'vfs',
    DriverStatus: null,
    Plugins: PLUGINS,
    ...FEATURES,
    Debug: false,
    NFd: 34,
    OomKillDisable: true,
    NGoroutines: 47,
    SystemTime: toRfc3339(nowNs()),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '1',
    NEventsListener: world.events.listenerCount,
    KernelVersion: DAEMON.kernelVersion,
    OperatingSystem: 'Debian GNU/Linux 12 (bookworm)',
    OSVersion: '12',
    OSType: DAEMON.os,
    Architecture: 'x86_64',
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: REGISTRIES,
    NCPU: 2,
    MemTotal: 8_589_934_592,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: 'poolproof',
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: DAEMON.version,
    ...RUNTIME,
  };
}
