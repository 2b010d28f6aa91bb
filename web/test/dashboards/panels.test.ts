import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { bandsOf, sectionsOf } from '../../src/dashboards/layout.ts';
import { paintOf } from '../../src/dashboards/colours.ts';
import { type Compared, type Range, rangeOf } from '../../src/dashboards/dates.ts';
import { csvOf, fileText } from '../../src/dashboards/file.ts';
import { frameOf, wide } from '../../src/dashboards/frames.ts';
import { gateOf } from '../../src/dashboards/gate.ts';
import { blocksOf, isSafe } from '../../src/dashboards/markdown.tsx';
import { matrixOf } from '../../src/dashboards/matrix.ts';
import { linkOf } from '../../src/dashboards/links.ts';
import { axisOf, plotOf } from '../../src/dashboards/plot.ts';
import { pointsOf } from '../../src/dashboards/points.ts';
import { isOpen, opened, presetsOf, sayPlace, sayRange, writeTime } from '../../src/dashboards/say.ts';
import { summaryOf } from '../../src/dashboards/summary.ts';
import { writerOf } from '../../src/dashboards/units.ts';
import type { Answer, Panel, Variable } from '../../src/dashboards/types.ts';
import { chosenOf, sentOf, ticked, totalOf, withChoice } from '../../src/dashboards/variables.ts';
import { boards, boardWords } from '../../src/dashboards/words.ts';
import { toCsv } from '../../src/csv.ts';
import { learn, wordsOf } from '../../src/i18n/index.tsx';

await learn('en');
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));
const { tip: timeTip } = await import('../../src/dashboards/panels/TimeSeries.tsx');
const { tip: barTip } = await import('../../src/dashboards/panels/BarChart.tsx');
const { spanOf } = await import('../../src/dashboards/usePanel.ts');
const italian = boardWords(wordsOf('it')),
  english = boardWords(wordsOf('en'));
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const now = Date.parse('2026-11-10T12:00:00Z');
const at = (text: string) => Date.parse(text);
const october = rangeOf({ from: '2026-10-01', to: '2026-10-31' }, now)!;

const panelOf = (type: string, more: Partial<Panel> = {}): Panel => ({
  id: 1,
  type,
  title: { it: 'Prova', en: 'Trial' },
  gridPos: { x: 0, y: 0, w: 12, h: 8 },
  fieldConfig: { defaults: { unit: 'kwatth' } },
  names: { Condivisa: 'Shared', Immessa: 'Injected', bozza: 'draft', Stato: 'State' },
  mappingNames: { fermo: 'stopped' },
  ...more,
});
const answer = (format: Answer['format'], ...fields: Answer['fields']): Answer => ({ fields, format, truncated: false, at: '2026-11-10T12:00:00Z' });
const time = (...instants: string[]) => ({ name: 'time', type: 'time' as const, values: instants.map(at) });
const figure = (name: string, ...values: (number | null)[]) => ({ name, type: 'number' as const, values });
const text = (name: string, ...values: (string | null)[]) => ({ name, type: 'string' as const, values });

describe('answers', () => {
  it('that tell series in rows become columns, and what has no row stays unknown', () => {
    const found = wide(answer('time_series', time('2026-10-01T00:00:00Z', '2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z'), text('metric', 'A', 'B', 'B'), figure('value', 1, 2, 3)));
    expect(found.map(({ name, values }) => [name, values])).toEqual([
      ['time', [at('2026-10-01T00:00:00Z'), at('2026-10-01T01:00:00Z')]],
      ['A', [1, null]],
      ['B', [2, 3]],
    ]);
  });
  it('of several queries stand over one time', () => {
    const frame = frameOf(
      [answer('time_series', time('2026-10-01T01:00:00Z'), figure('A', 1)), answer('time_series', time('2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z'), figure('B', 2, 3))],
      panelOf('timeseries'),
      'it',
    );
    expect(frame.fields.map(({ values }) => values)).toEqual([[at('2026-10-01T00:00:00Z'), at('2026-10-01T01:00:00Z')], [null, 1], [2, 3]]);
  });
  it('are called and said in the reader’s language: columns, words of the query, mappings', () => {
    const panel = panelOf('table', { fieldConfig: { defaults: { mappings: [{ type: 'value', options: { '0': { text: 'fermo' } } }] } } });
    const frame = frameOf([answer('table', text('Stato', 'bozza'), figure('Condivisa', 0))], panel, 'en');
    expect(frame.fields.map(({ name, values, config }) => [name, values[0], config.mappings?.[0]])).toEqual([
      ['State', 'draft', { type: 'value', options: { '0': { text: 'stopped' } } }],
      ['Shared', 0, { type: 'value', options: { '0': { text: 'stopped' } } }],
    ]);
  });
});

describe('figures of a tile', () => {
  const frame = frameOf([answer('table', text('Membro', 'a', 'b'), figure('Condivisa', 1, 2), figure('Immessa', 3, 4))], panelOf('stat'), 'it');
  it('are a column brought to one', () =>
    expect(pointsOf(frame, { reduceOptions: { calcs: ['sum'] } }, italian.f).map(({ name, value }) => [name, value])).toEqual([['Condivisa', 3], ['Immessa', 7]]));
  it('are the columns that the settings name', () =>
    expect(pointsOf(frame, { reduceOptions: { calcs: ['last'], fields: '/^Imm/' } }, italian.f).map(({ name, value }) => [name, value])).toEqual([['Immessa', 4]]));
  it('are the rows, each with its name', () =>
    expect(pointsOf({ ...frame, fields: frame.fields.slice(0, 2) }, { reduceOptions: { values: true } }, italian.f).map(({ name, value }) => [name, value])).toEqual([['a', 1], ['b', 2]]));
});

describe('the sentence of a panel', () => {
  const told = (panel: Panel, found: Answer, words = italian, range: Range = october, before: Answer | null = null, compared: Compared | null = null) =>
    plain(
      summaryOf({
        panel,
        frame: frameOf([found], panel, words.language),
        range,
        before: before && frameOf([before], panel, words.language),
        compared,
        words,
        now,
      }),
    );
  const days = answer('time_series', time('2026-10-01T22:00:00Z', '2026-10-02T22:00:00Z', '2026-10-03T22:00:00Z'), figure('Condivisa', 10, 30, 20));
  it('over time has range, total, highest and lowest', () => {
    expect(told(panelOf('timeseries'), days)).toBe(
      'Ottobre 2026: condivisa 60,0 kWh; il massimo di condivisa è 30,0 kWh (sabato 3 ottobre 2026), il minimo 10,0 kWh (venerdì 2 ottobre 2026).',
    );
    expect(told(panelOf('timeseries'), days, english)).toBe(
      'October 2026: shared 60.0 kWh; the highest of shared is 30.0 kWh (Saturday 3 October 2026), the lowest 10.0 kWh (Friday 2 October 2026).',
    );
  });
  it('says by how much it is more or less than before', () => {
    const before = answer('time_series', time('2025-10-01T22:00:00Z'), figure('Condivisa', 48));
    expect(told(panelOf('timeseries'), days, italian, october, before, 'year')).toContain('25 % in più dell’anno prima (48,0 kWh).');
    expect(told(panelOf('stat', { options: { reduceOptions: { calcs: ['sum'] } } }), days, italian, october, before, 'before')).toBe(
      'Condivisa: 60,0 kWh, 25 % in più del periodo prima (48,0 kWh).',
    );
  });
  it('of what may not be added up has the mean', () => {
    expect(told(panelOf('timeseries', { fieldConfig: { defaults: { unit: 'percentunit' } } }), days)).toContain('condivisa in media 2.000 %');
  });
  it('of parts has their number, the whole, the highest and the lowest', () => {
    const panel = panelOf('piechart', { options: { reduceOptions: { values: true } } });
    expect(told(panel, answer('table', text('Categoria', 'Famiglie', 'Imprese'), figure('Prelevata', 30, 10)))).toBe(
      'Ottobre 2026; 2 voci, in tutto 40,0 kWh; la più alta è Famiglie con 30,0 kWh, la più bassa Imprese con 10,0 kWh.',
    );
  });
  it('of months says them as people do', () => {
    expect(told(panelOf('barchart'), answer('table', text('Mese', '2026-09', '2026-10'), figure('Condivisa', 5, 7)))).toBe(
      'Condivisa 12,0 kWh; il massimo di condivisa è 7,00 kWh (ott 26), il minimo 5,00 kWh (set 26).',
    );
  });
  it('of hours says them as hours, and of months of any year as months', () => {
    expect(told(panelOf('barchart'), answer('table', text('Ora', '09', '13'), figure('Surplus', 5, 7)))).toContain('7,00 kWh (ore 13)');
    expect(told(panelOf('barchart'), answer('table', text('Mese', '09', '10'), figure('Surplus', 5, 7)))).toContain('7,00 kWh (ott)');
    expect(told(panelOf('barchart'), answer('table', text('Mese', '09/2026', '10/2026'), figure('Surplus', 5, 7)))).toContain('7,00 kWh (ott 26)');
    expect(told(panelOf('barchart'), answer('table', text('Giorno', '2026-09-30', '2026-10-30'), figure('Surplus', 5, 7)))).toContain('7,00 kWh (30/10/2026)');
  });
  it('of a table counts its rows', () => {
    expect(told(panelOf('table'), answer('table', text('Stato', 'a', 'b')))).toBe('2 righe con stato.');
    expect(told(panelOf('table'), answer('table', text('Stato', 'a')))).toBe('Una riga con stato.');
  });
  it('of states says how much of the time each had', () => {
    const panel = panelOf('state-timeline', { fieldConfig: { defaults: { mappings: [{ type: 'value', options: { '0': { text: 'fermo' }, '2': { text: 'regolare' } } }] } } });
    expect(told(panel, answer('time_series', time('2026-10-01T22:00:00Z', '2026-10-02T22:00:00Z', '2026-10-03T22:00:00Z', '2026-10-04T22:00:00Z'), figure('Scuola', 2, 2, 0, 2)))).toBe(
      'Una riga: regolare per 75 % del tempo, fermo per 25 % del tempo.',
    );
  });
  it('of nothing says so', () => expect(told(panelOf('timeseries'), answer('time_series'))).toBe('Nessun dato in questo periodo.'));
});

describe('spans and instants in words', () => {
  const say = (from: string, to: string, words = italian) => plain(sayRange(rangeOf({ from, to }, now)!, words));
  it('are months, years, days or moments', () => {
    expect(say('2026-10-01', '2026-10-31')).toBe('ottobre 2026');
    expect(say('2026-01-01', '2026-12-31')).toBe('2026');
    expect(say('2026-10-25', '2026-10-25', english)).toBe('Sunday 25 October 2026');
    expect(say('2026-10-05', '2026-10-09')).toBe('dal 05/10/2026 al 09/10/2026');
    expect(say('now-30d/d', 'now')).toBe('dal 11/10/2026 al 10/11/2026');
    expect(say('now-6h', 'now')).toBe('martedì 10 novembre 2026, dalle 07:00 alle 13:00');
  });
  it('tell the hour that autumn repeats apart', () => {
    expect(sayPlace(at('2026-10-25T00:00:00Z'), 'hour', italian)).toBe('25 ott 2026, 02:00');
    expect(sayPlace(at('2026-10-25T01:00:00Z'), 'hour', italian)).toBe('25 ott 2026, 02:00 (seconda volta)');
    expect(writeTime(at('2026-10-25T01:00:00Z'), 'hour', italian.f)).toBe('25/10/2026 02:00 bis');
  });
  it('open from the month to the day, and an hour opens its day', () => {
    const month = opened(at('2026-09-30T22:00:00Z'), 'month', rangeOf({ from: 'now-12M/M', to: 'now' }, now)!);
    expect(month).toEqual(october);
    const day = opened(at('2026-10-25T01:00:00Z'), 'hour', october);
    expect(day).toEqual(rangeOf({ from: '2026-10-25', to: '2026-10-25' }, now));
    expect(opened(at('2026-10-25T01:00:00Z'), 'hour', day!)).toBeNull();
  });
});

describe('a chart over time', () => {
  const paint = paintOf(() => '#123456');
  it('has a place for every day, with a hole where nothing is known', () => {
    const panel = panelOf('timeseries');
    const frame = frameOf([answer('time_series', time('2026-10-01T22:00:00Z', '2026-10-03T22:00:00Z'), figure('Condivisa', 10, 20))], panel, 'it');
    const plot = plotOf(frame, october, paint, italian, null);
    expect(plot.places).toHaveLength(31);
    expect(plot.lines[0]!.values.slice(0, 5)).toEqual([null, 10, null, 20, null]);
    expect(axisOf(plot, at('2026-10-03T12:00:00Z'))).toBe(2);
  });
});

describe('a map of two names', () => {
  it('reads hours by days of a query over time', () => {
    const frame = frameOf([answer('time_series', time('2026-10-01T22:00:00Z', '2026-10-01T22:00:00Z'), text('metric', '10', '09'), figure('value', 2, 1))], panelOf('heatmap'), 'it');
    const { xs, ys, cells } = matrixOf(frame, italian);
    expect([xs, ys, cells]).toEqual([['2 ott'], ['09', '10'], [{ x: 0, y: 0, value: 1 }, { x: 0, y: 1, value: 2 }]]);
  });
  it('reads hours by days of the week of a table', () => {
    const frame = frameOf([answer('table', text('Ora', '09', '08', '09'), figure('Giorno', 1, 7, 7), figure('kWh', 5, 6, 7))], panelOf('heatmap'), 'it');
    const { xs, ys, cells } = matrixOf(frame, italian);
    expect([xs, ys, cells]).toEqual([['08', '09'], ['lun', 'dom'], [{ x: 1, y: 0, value: 5 }, { x: 0, y: 1, value: 6 }, { x: 1, y: 1, value: 7 }]]);
  });
});

describe('the file of a panel', () => {
  it('has Italian numbers with all their decimals, days of Rome, and holes that stay empty', () => {
    const frame = frameOf([answer('time_series', time('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'), figure('Condivisa', 1234.5678, null))], panelOf('timeseries'), 'it');
    expect(toCsv(csvOf(frame, october, italian), [0, 1])).toBe('\ufeffGiorno;Condivisa (kWh)\r\n25/10/2026;1234,5678\r\n26/10/2026;\r\n');
  });
});

describe('what is chosen', () => {
  const plant: Variable = {
    name: 'plant', label: { it: 'Impianti', en: 'Plants' }, type: 'query', multi: true, includeAll: true, hide: 0, current: null,
    options: [{ text: 'A', value: '1' }, { text: 'B', value: '2' }],
  };
  const one: Variable = { ...plant, name: 'community', multi: false, includeAll: false };
  it('comes from the address where that says something of what there is', () => {
    expect(chosenOf([plant], new URLSearchParams('var-plant=2&var-plant=1&var-plant=9'))).toEqual({ plant: ['2', '1'] });
    expect(chosenOf([one], new URLSearchParams('var-community=2&var-community=1'))).toEqual({ community: ['2'] });
    expect(chosenOf([one], new URLSearchParams("var-community=1' or true"))).toEqual({ community: ['1'] });
  });
  it('begins with what the file or the list says', () => {
    expect(chosenOf([{ ...one, current: { value: '2' } }], new URLSearchParams())).toEqual({ community: ['2'] });
    expect(chosenOf([plant], new URLSearchParams())).toEqual({ plant: ['$__all'] });
  });
  it('is sent as it was chosen: all is all, whatever the page lists', () => {
    expect(sentOf([plant], { plant: ['$__all'] })).toEqual({ plant: ['$__all'] });
    expect(sentOf([plant], { plant: ['2'] })).toEqual({ plant: ['2'] });
  });
  it('is ticked one by one, and all of it again is all', () => {
    expect(ticked(plant, ['$__all'], '1', false)).toEqual(['2']);
    expect(ticked(plant, ['2'], '1', true)).toEqual(['$__all']);
    expect(ticked(plant, ['2'], '2', false)).toEqual(['$__all']);
  });
  it('of which more are than are listed, says how many, and never takes the listed for all', () => {
    const many = { ...plant, total: 1020 };
    expect(totalOf(many)).toBe(1020);
    expect(ticked(many, ['2'], '1', true)).toEqual(['2', '1']);
    expect(ticked(many, ['$__all'], '1', false)).toEqual(['1']);
  });
  it('stands in the address beside the rest', () =>
    expect(withChoice(new URLSearchParams('from=now-7d&var-plant=1'), 'plant', ['2', '1']).toString()).toBe('from=now-7d&var-plant=2&var-plant=1'));
});

describe('a file that was cut', () => {
  const rows = answer('table', text('Punto', 'A', 'B'), figure('Prelevata', 1, 2));
  it('says so in its last line, in words, and a whole one does not', () => {
    const whole = fileText(frameOf([rows], panelOf('table'), 'it'), october, italian);
    const cut = fileText(frameOf([{ ...rows, truncated: true }], panelOf('table'), 'it'), october, italian);
    expect(whole.trimEnd().split('\r\n').at(-1)).toBe('B;2');
    expect(cut).toBe(`${whole}"Elenco interrotto: erano troppe righe, queste sono le prime 2."\r\n`);
  });
});

describe('a board of which only some periods may be asked about', () => {
  const only = [{ from: 'now-30d/d', to: 'now' }, { from: 'now/d', to: 'now/d' }, { from: 'now-17d/d', to: 'now' }];
  it('offers those that have a name, and takes no other', () => {
    expect(presetsOf(only).map(([key]) => key)).toEqual(['time.today', 'time.month30']);
    expect(isOpen({ from: 'now-30d/d', to: 'now' }, only)).toBe(true);
    expect(isOpen({ from: '2026-10-01', to: '2026-10-31' }, only)).toBe(false);
    expect(isOpen({ from: '2026-10-01', to: '2026-10-31' }, null)).toBe(true);
  });
  it('names them to the server as they are chosen, a panel of its own length by that', () => {
    const [first, chosen] = [{ from: 'now-30d/d', to: 'now' }, { from: 'now/M', to: 'now/M' }];
    expect(spanOf(panelOf('stat'), chosen, first)).toEqual(chosen);
    expect(spanOf(panelOf('stat', { live: true }), chosen, first)).toEqual(first);
    expect(spanOf(panelOf('timeseries', { timeFrom: '7d' }), chosen, first)).toEqual({ from: 'now-7d', to: 'now' });
  });
});

describe('what stands on each other', () => {
  const stacked = panelOf('timeseries', { fieldConfig: { defaults: { unit: 'kwatth', custom: { stacking: { mode: 'normal', group: 'A' } } } } });
  const paint = paintOf(() => '#000');
  const rowsOf = (html: string) => plain(html.replace(/<\/(t[dr]|caption)>/g, ' ').replace(/<[^>]+>/g, '')).replace(/\s+/g, ' ').trim();
  const given = answer('time_series', time('2026-10-01T00:00:00Z', '2026-10-01T01:00:00Z', '2026-10-01T02:00:00Z'), figure('Condivisa', 1, 2, null), figure('Eccedenza', 3, null, null));
  const frame = frameOf([given], stacked, 'it');
  it('is a whole where all is known, a part where something is missing, and nothing where all is', () => {
    const plot = plotOf(frame, { from: at('2026-10-01T00:00:00Z'), to: at('2026-10-01T02:59:59Z') }, paint, italian, null);
    expect(rowsOf(timeTip(plot, 0, italian))).toMatch(/Condivisa 1,00 kWh Eccedenza 3,00 kWh Totale 4,00 kWh$/);
    expect(rowsOf(timeTip(plot, 1, italian))).toMatch(/Condivisa 2,00 kWh Eccedenza manca Totale parziale 2,00 kWh$/);
    expect(rowsOf(timeTip(plot, 2, italian))).toMatch(/Condivisa manca Eccedenza manca$/);
  });
  it('as bars over names too, and of a whole that is not known no share is told', () => {
    const lines = [
      { field: frame.fields[1]!, name: 'Condivisa', values: [1, 2], colour: '', colours: [null, null] },
      { field: frame.fields[2]!, name: 'Eccedenza', values: [3, null], colour: '', colours: [null, null] },
    ];
    const plot = { names: ['Scuola', 'Municipio'], lines, writer: writerOf({ unit: 'kwatth' }, 4, italian.f), stacking: 'percent' as const, isLying: false };
    expect(rowsOf(barTip(plot, 0, italian))).toBe('Scuola Condivisa 1,00 kWh (25 %) Eccedenza 3,00 kWh (75 %) Totale 4,00 kWh');
    expect(rowsOf(barTip(plot, 1, italian))).toBe('Municipio Condivisa 2,00 kWh Eccedenza manca Totale parziale 2,00 kWh');
  });
});

describe('texts of boards', () => {
  it('are headings, paragraphs and lists', () => {
    expect(blocksOf('# Titolo\nuna riga\ne la sua fine\n\n- uno\n- due\n1. primo')).toEqual([
      { kind: 'heading', depth: 1, text: 'Titolo' },
      { kind: 'text', text: 'una riga e la sua fine' },
      { kind: 'list', ordered: false, items: ['uno', 'due'] },
      { kind: 'list', ordered: true, items: ['primo'] },
    ]);
  });
  it('lead to pages, never to scripts', () => {
    expect(['https://www.gse.it/x', 'cruscotti/cer-comune', '#sotto', 'mailto:a@b.it'].map(isSafe)).toEqual([true, true, true, true]);
    expect(['javascript:alert(1)', 'JAVASCRIPT:x', 'data:text/html,x', ' javascript:x', 'vbscript:x'].map(isSafe)).toEqual([false, false, false, false, false]);
  });
  it('a link of a cell takes what stands in its row', () => {
    const frame = frameOf([answer('table', text('Mese', '2026-10', 'a&b'))], panelOf('table'), 'it');
    expect(linkOf('/d/cer-comune?var-m=${__data.fields.Mese}', frame, 1)).toBe('/d/cer-comune?var-m=a%26b');
  });
});

describe('the layout', () => {
  const place = (id: number, type: string, x: number, y: number): Panel => ({ ...panelOf(type), id, gridPos: { x, y, w: 4, h: 4 } });
  it('reads from above to below and from left to right, row by row', () => {
    const parts = sectionsOf([place(4, 'stat', 0, 6), place(2, 'stat', 12, 0), place(3, 'row', 0, 5), place(1, 'stat', 0, 0)]);
    expect(parts.map(({ row, panels }) => [row?.id ?? null, panels.map(({ id }) => id)])).toEqual([[null, [1, 2]], [3, [4]]]);
  });
});

describe('a band', () => {
  const place = (id: number, type: string, x: number, y: number, w: number, h: number): Panel => ({ ...panelOf(type), id, gridPos: { x, y, w, h } });
  it('holds what stands beside each other, and small figures share their room', () => {
    const bands = bandsOf([place(1, 'stat', 0, 0, 3, 4), place(2, 'gauge', 3, 0, 3, 4), place(3, 'timeseries', 0, 4, 12, 8), place(4, 'stat', 12, 4, 6, 4), place(5, 'table', 12, 8, 12, 4), place(6, 'text', 0, 12, 24, 3)]);
    expect(bands.map(({ top, panels, isTiles }) => [top, panels.map(({ id }) => id), isTiles])).toEqual([
      [0, [1, 2], true],
      [4, [3, 4, 5], false],
      [12, [6], false],
    ]);
  });
});

describe('the gate', () => {
  it('lets only so many through at once, and all in the end', async () => {
    const gate = gateOf(2);
    let [running, most] = [0, 0];
    const work = async (fails: boolean) => {
      running++;
      most = Math.max(most, running);
      await Promise.resolve();
      await Promise.resolve();
      running--;
      if (fails) throw new Error('no');
      return 1;
    };
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, at) => gate(() => work(at % 3 === 0))));
    expect([most, all.filter(({ status }) => status === 'fulfilled').length]).toEqual([2, 6]);
  });
});

describe('the words of the boards', () => {
  const blanks = (said: string) => [...said.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(boards.en).sort()).toEqual(Object.keys(boards.it).sort());
    for (const [key, said] of Object.entries(boards.it)) expect(blanks(boards.en[key as keyof typeof boards.en]), key).toEqual(blanks(said));
  });
  it('are all used', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('words.ts') && !name.startsWith('i18n'))
      .map((name) => readFileSync(join('src', name), 'utf8'))
      .join('\n');
    const named = /^(day|compare\.(up|down|same|name)|audience|time\.(from|to)$)/;
    expect(Object.keys(boards.it).filter((key) => !named.test(key) && !sources.includes(`'${key}'`))).toEqual([]);
  });
});
