import type { Container } from '../world/container.ts';
import type { Network } from '../world/networks.ts';
import { toRfc3339 } from '../world/time.ts';

/** A network; the containers in it are shown by the inspection only. */
export function viewNetwork({ name, id, createdNs, driver, prefix }: Network, members: Container[] = []): object {
  const config = prefix
    ? [{ Subnet: `${prefix.split('.').slice(0, 2).join('.')}.0.0/16`, Gateway: `${prefix}.1` }]
    : [];
  return {
    Name: name,
    Id: id,
    Created: toRfc3339(createdNs),
    Scope: 'local',
    Driver: driver,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: null, Config: config },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: Object.fromEntries(members.map((container) => [container.id, viewMember(container, name)])),
    Options: {},
    Labels: {},
  };
}

function viewMember(container: Container, networkName: string): object {
  const endpoint = container.endpoints.find(({ network }) => network.name === networkName);
  const address = endpoint?.network.prefix ? `${endpoint.network.prefix}.${endpoint.host}/16` : '';
  return {
    Name: container.name,
    EndpointID: endpoint?.id ?? '',
    MacAddress: '',
    IPv4Address: address,
    IPv6Address: '',
  };
}
