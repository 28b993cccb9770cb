import type { Container } from '../world/container.ts';

/** `source:destination[:mode]` of each bind; a source that is no path is a volume. */
export function viewMounts({ hostConfig }: Container): object[] {
  return (hostConfig.Binds ?? []).map((bind) => {
    const [source = '', destination = source, mode = ''] = bind.split(':');
    const common = { Destination: destination, Mode: mode, RW: mode !== 'ro' };
    if (source.startsWith('/')) return { Type: 'bind', Source: source, ...common, Propagation: 'rprivate' };
    const data = `/var/lib/docker/volumes/${source}/_data`;
    return { Type: 'volume', Name: source, Source: data, Driver: 'local', ...common, Propagation: '' };
  });
}
