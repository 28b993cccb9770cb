import type { Setting, SettingName, Settings, SettingValue } from '../../record/audit.ts';

/** The value of a setting where it is known: set or the library's own. */
export function known<Value extends SettingValue>(setting: Setting<Value> | undefined): Value | undefined {
  return setting === undefined || setting.how === 'computed' ? undefined : setting.value;
}

/** Whether the code itself says so. */
export function isSet(settings: Settings, name: SettingName): boolean {
  return settings[name]?.how === 'set';
}

/** The most connections to one origin: undefined where only the running program knows. */
export function limitOf({ limit, totalLimit }: Settings): number | undefined {
  const limits = [limit, totalLimit].filter((setting) => setting !== undefined).map((setting) => known(setting));
  const finite = limits.filter((value) => value !== undefined && Number.isFinite(value)) as number[];
  if (finite.length > 0) return Math.min(...finite);
  return limits.includes(undefined) ? undefined : Number.POSITIVE_INFINITY;
}

/** Go's default of 2 idle connections below a limit of 50: most are closed after each request. */
export function isChurning(idleLimit: number, limit: number): boolean {
  return idleLimit * 10 < limit;
}
