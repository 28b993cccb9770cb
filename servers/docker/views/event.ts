import type { DaemonEvent } from '../world/event-log.ts';
import { toSeconds } from '../world/time.ts';

/**
 * One line of the event stream. Containers and images have their old fields in front; Go's encoder escapes for HTML
 * here, as the recordings show; the nanoseconds are written digit by digit, because no number of JavaScript holds them.
 */
export function encodeEvent({ type, action, actor, timeNs }: DaemonEvent): string {
  const isOld = type === 'container' || type === 'image';
  const old = {
    status: action,
    ...(actor.id && { id: actor.id }),
    ...(actor.attributes.image && { from: actor.attributes.image }),
  };
  const event = {
    ...(isOld && old),
    Type: type,
    Action: action,
    Actor: { ID: actor.id, Attributes: actor.attributes },
    scope: 'local',
    time: toSeconds(timeNs),
  };
  return `${escapeHtml(JSON.stringify(event).slice(0, -1))},"timeNano":${timeNs}}\n`;
}

function escapeHtml(json: string): string {
  return json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}
