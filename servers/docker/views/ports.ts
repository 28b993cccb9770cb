import { type Container, isRunning } from '../world/container.ts';

interface Binding {
  HostIp?: string;
  HostPort?: string;
}

/** Published ports of a running container with their bindings, exposed ones with null: `80/tcp` first. */
export function viewPortMap({ config, hostConfig }: Container): Record<string, Binding[] | null> {
  const exposed = Object.keys(config.ExposedPorts ?? {}).map((port) => [port, null] as const);
  const published = Object.entries(hostConfig.PortBindings as Record<string, Binding[] | null>);
  return Object.fromEntries([...exposed, ...published]);
}

/** The same as the list shows it: an entry for each binding. */
export function viewPorts(container: Container): object[] {
  if (!isRunning(container)) return [];
  return Object.entries(viewPortMap(container)).flatMap(([port, bindings]) => {
    const [number, type = 'tcp'] = port.split('/');
    const entry = { PrivatePort: Number(number), Type: type };
    if (!bindings) return [entry];
    return bindings.map(({ HostIp, HostPort }) => ({
      IP: HostIp || '0.0.0.0',
      PrivatePort: entry.PrivatePort,
      PublicPort: Number(HostPort || entry.PrivatePort),
      Type: type,
    }));
  });
}
