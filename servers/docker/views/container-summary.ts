import { type Container, commandLine } from '../world/container.ts';
import { nowNs, toHuman, toSeconds } from '../world/time.ts';
import { viewEndpoints } from './endpoint.ts';

/** A container as the list shows it. */
export function viewSummary(container: Container, sizes: { SizeRw?: number; SizeRootFs?: number } = {}): object {
  const { image, config, state } = container;
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: container.imageName,
    ImageID: image.id,
    Command: viewCommand(commandLine(container)),
    Created: toSeconds(container.createdNs),
    Ports: [],
    ...sizes,
    Labels: config.Labels,
    State: state.status,
    Status: viewStatus(container),
    HostConfig: { NetworkMode: container.hostConfig.NetworkMode },
    NetworkSettings: { Networks: viewEndpoints(container) },
    Mounts: [],
  };
}

// dockerd quotes only what holds a space, and escapes nothing.
function viewCommand([program = '', ...rest]: string[]): string {
  return [program, ...rest.map((part) => (part.includes(' ') ? `'${part}'` : part))].join(' ');
}

function viewStatus({ state }: Container): string {
  if (state.status === 'created') return 'Created';
  if (state.status === 'exited') return `Exited (${state.exitCode}) ${toHuman(nowNs() - (state.finishedNs ?? 0n))} ago`;
  const up = `Up ${toHuman(nowNs() - (state.startedNs ?? 0n))}`;
  return state.status === 'paused' ? `${up} (Paused)` : up;
}
