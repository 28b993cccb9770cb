import { type Container, commandLine, isRunning } from '../world/container.ts';
import { toRfc3339 } from '../world/time.ts';
import { viewEndpoints } from './endpoint.ts';

/** A container as its inspection shows it. */
export function viewContainer(container: Container, sizes: { SizeRw?: number; SizeRootFs?: number } = {}): object {
  const { id } = container;
  const [path = '', ...args] = commandLine(container);
  const directory = `/var/lib/docker/containers/${id}`;
  return {
    Id: id,
    Created: toRfc3339(container.createdNs),
    Path: path,
    Args: args,
    State: viewState(container),
    Image: container.image.id,
    ResolvConfPath: `${directory}/resolv.conf`,
    HostnamePath: `${directory}/hostname`,
    HostsPath: `${directory}/hosts`,
    LogPath: `${directory}/${id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: 0,
    Driver: 'vfs',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: container.hostConfig,
    GraphDriver: { Data: null, Name: 'vfs' },
    ...sizes,
    Mounts: [],
    Config: container.config,
    NetworkSettings: viewNetworkSettings(container),
  };
}

function viewState({ state }: Container): object {
  return {
    Status: state.status,
    Running: state.status === 'running' || state.status === 'paused',
    Paused: state.status === 'paused',
    Restarting: false,
    OOMKilled: false,
    Dead: false,
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: toRfc3339(state.startedNs),
    FinishedAt: toRfc3339(state.finishedNs),
  };
}

/** The addresses in the default bridge stand here once more, from the time when there were no other networks. */
function viewNetworkSettings(container: Container): object {
  const networks = viewEndpoints(container);
  const sandbox = isRunning(container) ? [...container.id].reverse().join('') : '';
  const bridge = (networks.bridge ?? {}) as Record<string, unknown>;
  return {
    Bridge: '',
    SandboxID: sandbox,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    Ports: {},
    SandboxKey: sandbox && `/var/run/docker/netns/${sandbox.slice(0, 12)}`,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    EndpointID: bridge.EndpointID ?? '',
    Gateway: bridge.Gateway ?? '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    IPAddress: bridge.IPAddress ?? '',
    IPPrefixLen: bridge.IPPrefixLen ?? 0,
    IPv6Gateway: '',
    MacAddress: bridge.MacAddress ?? '',
    Networks: networks,
  };
}
