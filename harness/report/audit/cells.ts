import { formatDurationMs } from '../../core/units.ts';
import type { AuditedTransport, Setting, SettingName, SettingValue } from '../../record/audit.ts';

/** What a row of the table shows of a transport, each under its heading. */
export interface Cell {
  heading: string;
  text: string;
  isFigure: boolean;
}

const LONGEST_COMPUTED = 18;

/** A setting in words: '50', 'default 2', 'unknown: options.limit', '–' where the library has none. */
export function settingText(setting: Setting | undefined, textOf: (value: SettingValue) => string = String): string {
  if (setting === undefined) return '–';
  if (setting.how === 'computed') return `unknown: ${shortened(setting.text)}`;
  const value = textOf(setting.value);
  return setting.how === 'set' && !setting.fallback ? value : `default ${value}`;
}

function shortened(text: string): string {
  return text.length > LONGEST_COMPUTED ? `${text.slice(0, LONGEST_COMPUTED - 1)}…` : text;
}

const count = (value: SettingValue) => (value === Number.POSITIVE_INFINITY ? 'none' : String(value));
const time = (value: SettingValue) =>
  value === Number.POSITIVE_INFINITY ? 'for ever' : formatDurationMs(Number(value)).replace(' min 0 s', ' min');
const onOff = (value: SettingValue) => (value ? 'on' : 'off');

const TIMEOUTS: [SettingName, string][] = [
  ['connectTimeoutMs', 'connect'],
  ['tlsHandshakeTimeoutMs', 'TLS'],
  ['expectContinueTimeoutMs', 'continue'],
  ['headersTimeoutMs', 'headers'],
  ['bodyTimeoutMs', 'body'],
  ['overallTimeoutMs', 'overall'],
];

/** Those that the library has, what is said of them first. */
function timeoutsText({ settings }: AuditedTransport): string {
  const own = TIMEOUTS.flatMap(([name, word]) => {
    const setting = settings[name];
    return setting === undefined ? [] : [{ isSaid: setting.how !== 'default', word, setting }];
  });
  const said = own.filter(({ isSaid }) => isSaid).map(({ word, setting }) => `${word} ${settingText(setting, time)}`);
  const silent = own
    .filter(({ isSaid }) => !isSaid)
    .map(({ word, setting }) => `${word} ${setting.how === 'default' ? time(setting.value) : ''}`);
  const parts = [...said, ...(silent.length > 0 ? [`default ${silent.join(', ')}`] : [])];
  return parts.length > 0 ? parts.join(', ') : '–';
}

export function cellsOf(transport: AuditedTransport): Cell[] {
  const { settings, constructedBy, effectiveness } = transport;
  const figure = (heading: string, text: string) => ({ heading, text, isFigure: true });
  return [
    { heading: 'where', text: placeText(transport), isFigure: false },
    { heading: 'pool', text: constructedBy, isFigure: false },
    figure('limit', limitText(transport)),
    figure('idle', settingText(settings.idleLimit, count)),
    figure('idle time', settingText(settings.idleMs, time)),
    figure('keep-alive', settingText(settings.keepAlive, onOff)),
    figure('HTTP/2', settingText(settings.http2, onOff)),
    { heading: 'effect', text: effectiveness, isFigure: false },
    { heading: 'time-outs', text: timeoutsText(transport), isFigure: false },
  ];
}

/** Of one origin, or of all where that is all that is limited. */
function limitText({ settings: { limit, totalLimit } }: AuditedTransport): string {
  const isOnlyTotal = limit?.how === 'default' && totalLimit?.how !== 'default' && totalLimit !== undefined;
  return isOnlyTotal ? `${settingText(totalLimit, count)} in all` : settingText(limit, count);
}

/** 'src/agent.ts:5-9'; of a pool that is the library's own, where it is first used. */
export function placeText({ at }: Pick<AuditedTransport, 'at'>): string {
  return `${at.file}:${at.line}${at.endLine > at.line ? `-${at.endLine}` : ''}`;
}
