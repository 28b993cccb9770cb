import { type Container, isRunning } from '../world/container.ts';
import type { Endpoint } from '../world/networks.ts';

const PREFIX_LENGTH = 16;

/** A container's networks by name, as the list and the inspection show them; addresses only while it runs. */
export function viewEndpoints(container: Container): Record<string, object> {
  return Object.fromEntries(container.endpoints.map((endpoint) => [endpoint.network.name, view(container, endpoint)]));
}

function view(container: Container, { network, id, host }: Endpoint): object {
  const hasAddress = network.prefix !== null && isRunning(container);
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    NetworkID: network.id,
    EndpointID: isRunning(container) ? id : '',
    Gateway: hasAddress ? `${network.prefix}.1` : '',
    IPAddress: hasAddress ? `${network.prefix}.${host}` : '',
    IPPrefixLen: hasAddress ? PREFIX_LENGTH : 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    MacAddress: hasAddress ? `02:42:ac:11:00:${host.toString(16).padStart(2, '0')}` : '',
    DriverOpts: null,
  };
}
