import { METRIC_WORDS } from '../../compare/wording.ts';
import { formatCount } from '../../core/units.ts';
import type { SeriesState, TrendSeries } from '../../record/trend.ts';
import { html, type Markup } from '../html/markup.ts';
import { sortableHead, sortValue } from '../html/sortable.ts';
import { chip } from '../html/verdicts.ts';
import { absoluteText, changeText, STATE_VERDICTS, stateText } from './wording.ts';

/** What needs a look most stands first. */
const URGENCY: readonly SeriesState['state'][] = ['regressed', 'suspect', 'improved', 'acknowledged', 'learning', 'ok'];
/** From here on there is something to filter. */
const FILTERED_FROM = 9;

export interface ListedSeries {
  series: TrendSeries;
  /** Of its chart, to which its row leads. */
  id: string;
}

/** A row for each series: the most urgent first, and sorted and filtered as the reader likes. */
export function overview(listed: readonly ListedSeries[]): Markup {
  const rows = listed.toSorted(
    (a, b) => urgencyOf(a.series) - urgencyOf(b.series) || worse(b.series) - worse(a.series),
  );
  const heads = [
    ...['scenario / configuration', 'metric'].map((heading) => sortableHead({ heading }, null)),
    sortableHead({ heading: 'state' }, 'ascending'),
    sortableHead({ heading: 'change', first: 'descending' }, null),
    html`<th scope="col" class="figure">tonight</th>`,
  ];
  return html`${listed.length < FILTERED_FROM ? null : filter(listed)}
<div class="scroll" role="region" aria-label="All series" tabindex="0"><table class="overview">
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map(row)}</tbody></table></div>`;
}

function filter(listed: readonly ListedSeries[]): Markup {
  const options = URGENCY.flatMap((state) => {
    const count = listed.filter(({ series }) => series.state.state === state).length;
    return count === 0 ? [] : [html`<option value="${state}">${state} (${count.toLocaleString('en')})</option>`];
  });
  return html`<search class="filter"><label>Search <input type="search" data-filter="text"></label>
<label>State <select data-filter="state"><option value="">all</option>${options}</select></label>
<output>${formatCount(listed.length, 'series', 'series')}</output></search>`;
}

function row({ series, id }: ListedSeries): Markup {
  const { scenario, configuration, metric, state, absoluteTonight, change } = series;
  const name = `${scenario} / ${configuration}`;
  return html`<tr data-state="${state.state}"><th scope="row"><a href="#${id}" class="name" title="${name}">${name}</a></th>
<td>${METRIC_WORDS[metric].title}</td>
<td${sortValue(urgencyOf(series))}>${chip(STATE_VERDICTS[state.state], stateText(state))}</td>
<td${sortValue(change)}>${changeText(series) ?? '–'}</td><td class="figure">${absoluteText(metric, absoluteTonight)}</td></tr>`;
}

function urgencyOf({ state }: TrendSeries): number {
  return URGENCY.indexOf(state.state);
}

function worse({ change }: TrendSeries): number {
  return change ?? 0;
}
