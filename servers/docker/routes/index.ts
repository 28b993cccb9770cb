import type { Route } from '../../route.ts';
import type { World } from '../world/world.ts';
import { containerAttach } from './container-attach.ts';
import { containerAttachWs } from './container-attach-ws.ts';
import { containerChanges } from './container-changes.ts';
import { containerCreate } from './container-create.ts';
import { containerInspect } from './container-inspect.ts';
import { containerKill } from './container-kill.ts';
import { containerList } from './container-list.ts';
import { containerLogs } from './container-logs.ts';
import { containerPause } from './container-pause.ts';
import { containerPrune } from './container-prune.ts';
import { containerRemove } from './container-remove.ts';
import { containerRename } from './container-rename.ts';
import { containerRestart } from './container-restart.ts';
import { containerStart } from './container-start.ts';
import { containerStats } from './container-stats.ts';
import { containerStop } from './container-stop.ts';
import { containerTop } from './container-top.ts';
import { containerUpdate } from './container-update.ts';
import { containerWait } from './container-wait.ts';
import { diskUsage } from './disk-usage.ts';
import { events } from './events.ts';
import { execCreate } from './exec-create.ts';
import { execInspect } from './exec-inspect.ts';
import { execStart } from './exec-start.ts';
import { imageInspect } from './image-inspect.ts';
import { imageList } from './image-list.ts';
import { imagePull } from './image-pull.ts';
import { info } from './info.ts';
import { networkInspect, networkList } from './networks.ts';
import { ping } from './ping.ts';
import { pluginInspect, pluginList } from './plugins.ts';
import { resize } from './resize.ts';
import { version } from './version.ts';
import { volumeInspect, volumeList } from './volumes.ts';

/** Every endpoint, one file each. To add one: write its file, and name it here. */
export function makeRoutes(world: World): Route[] {
  return [
    ping(),
    version(),
    info(world),
    diskUsage(world),
    events(world),
    containerList(world),
    containerCreate(world),
    containerPrune(world),
    containerInspect(world),
    containerLogs(world),
    containerStats(world),
    containerTop(world),
    containerChanges(world),
    containerStart(world),
    containerStop(world),
    containerRestart(world),
    containerKill(world),
    containerPause(world),
    containerRename(world),
    containerUpdate(world),
    containerWait(world),
    containerAttach(world),
    containerAttachWs(world),
    containerRemove(world),
    execCreate(world),
    execStart(world),
    execInspect(world),
    resize(world),
    imageList(world),
    imagePull(world),
    imageInspect(world),
    networkList(world),
    networkInspect(world),
    volumeList(),
    volumeInspect(),
    pluginList(),
    pluginInspect(),
  ];
}
