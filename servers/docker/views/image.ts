import { DAEMON } from '../version.ts';
import { DEFAULT_CONFIG } from '../world/defaults.ts';
import type { Image } from '../world/images.ts';
import { toRfc3339, toSeconds } from '../world/time.ts';

/** An image as the list shows it; what is not counted is -1. */
export function viewImageSummary(image: Image, counts = { Containers: -1, SharedSize: -1 }): object {
  return {
    Containers: counts.Containers,
    Created: toSeconds(image.createdNs),
    Id: image.id,
    Labels: null,
    ParentId: '',
    RepoDigests: null,
    RepoTags: image.tags,
    SharedSize: counts.SharedSize,
    Size: image.sizeBytes,
    VirtualSize: image.sizeBytes,
  };
}

export function viewImage(image: Image): object {
  const config = { ...DEFAULT_CONFIG, Cmd: image.command, Labels: null };
  return {
    Id: image.id,
    RepoTags: image.tags,
    RepoDigests: [],
    Parent: '',
    Comment: 'Imported from -',
    Created: toRfc3339(image.createdNs),
    Container: '',
    ContainerConfig: { ...config, Cmd: null },
    DockerVersion: DAEMON.version,
    Author: '',
    Config: config,
    Architecture: DAEMON.arch,
    Os: DAEMON.os,
    Size: image.sizeBytes,
    VirtualSize: image.sizeBytes,
    GraphDriver: { Data: null, Name: 'vfs' },
    RootFS: { Type: 'layers', Layers: [image.layer] },
    Metadata: { LastTagTime: toRfc3339(image.createdNs) },
  };
}

/** One layer, imported at once. */
export function viewHistory(image: Image): object[] {
  return [
    {
      Id: image.id,
      Created: toSeconds(image.createdNs),
      CreatedBy: '',
      Tags: image.tags,
      Size: image.sizeBytes,
      Comment: 'Imported from -',
    },
  ];
}
