import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../record/testing/make-record.ts';
import { makeSampleRun } from '../testing/sample-run.ts';
import { html, jsonMarkup } from './markup.ts';
import { renderHtml } from './render.ts';

describe('markup', () => {
  it('escapes every text, also inside of an attribute', () => {
    expect(html`<a title="${`"><b>'&`}">${'<i>'}</a>`.markup).toBe(
      '<a title="&#34;&#62;&#60;b&#62;&#39;&#38;">&#60;i&#62;</a>',
    );
  });

  it('puts markup, lists of it, and nothing at all as they are', () => {
    expect(html`<p>${html`<b>${1}</b>`}${[html`x`, html`y`]}${null}</p>`.markup).toBe('<p><b>1</b>x\ny</p>');
  });

  it('writes JSON that cannot end its script element and reads back the same', () => {
    const value = { name: '</script><!--<script>' };
    expect(jsonMarkup(value).markup).not.toContain('<');
    expect(JSON.parse(jsonMarkup(value).markup)).toEqual(value);
  });
});

describe('the HTML page', () => {
  it('holds no markup of anybody but itself, whatever the names are', () => {
    const name = '<img src=x onerror=alert(1)>';
    const page = renderHtml(
      makeRecord({ id: name, cases: [{ scenario: name, configuration: name, evidence: { notMeasured: [name] } }] }),
    );
    expect(page).not.toContain('<img');
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
  });

  it('refuses every request to elsewhere by its policy', () => {
    expect(renderHtml(makeRecord())).toContain('default-src &#39;none&#39;; script-src &#39;sha256-');
  });

  it('of forty cases is no larger than what is sent by mail, charts and the whole record included', () => {
    const { cases, ...run } = makeSampleRun();
    const forty = Array.from({ length: 40 }, (_, at) => ({ ...cases[at % cases.length], configuration: `case-${at}` }));
    const page = renderHtml(makeRecord({ ...run, cases: forty }));
    expect(page.length).toBeLessThan(700 * 1_024);
  });

  it('shows what was not measured as a dash, never as zero', () => {
    const cells = [...renderHtml(makeRecord()).matchAll(/<td class="figure">([^<]*)<\/td>/g)].map((match) => match[1]);
    expect(cells).toEqual(['50', ...Array(8).fill('–')]);
  });
});
