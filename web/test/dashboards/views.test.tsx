import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { paintOf } from '../../src/dashboards/colours.ts';
import { rangeOf } from '../../src/dashboards/dates.ts';
import { frameOf } from '../../src/dashboards/frames.ts';
import type { Answer, Panel } from '../../src/dashboards/types.ts';
import { boardWords } from '../../src/dashboards/words.ts';
import { wordsOf } from '../../src/i18n/index.tsx';

// The pages ask the browser where they live; here they are only written down.
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));
const { BarGauge } = await import('../../src/dashboards/panels/BarGauge.tsx');
const { Gauge } = await import('../../src/dashboards/panels/Gauge.tsx');
const { Pie } = await import('../../src/dashboards/panels/Pie.tsx');
const { Stat } = await import('../../src/dashboards/panels/Stat.tsx');
const { Table } = await import('../../src/dashboards/panels/Table.tsx');
const { Text } = await import('../../src/dashboards/panels/Text.tsx');

const words = boardWords(wordsOf('it'));
const tokens: Record<string, string> = { surface: '#ffffff', ink: '#17202b', 'c-green': '#15803d', 'c-red': '#c0283a', 'c-blue': '#0066cc', 'c-yellow': '#a37b00' };
const now = Date.parse('2026-11-10T12:00:00Z');
const october = rangeOf({ from: '2026-10-01', to: '2026-10-31' }, now)!;
const answer = (...fields: Answer['fields']): Answer => ({ fields, format: 'table', truncated: false, at: '2026-11-10T12:00:00Z' });
const figure = (name: string, ...values: (number | null)[]) => ({ name, type: 'number' as const, values });
const text = (name: string, ...values: (string | null)[]) => ({ name, type: 'string' as const, values });
const panelOf = (type: string, more: Partial<Panel> = {}): Panel => ({ id: 1, type, title: { it: 'Prova', en: 'Trial' }, gridPos: { x: 0, y: 0, w: 12, h: 8 }, ...more });
const propsOf = (panel: Panel, given: Answer, before: Answer | null = null) => ({
  panel,
  frame: frameOf([given], panel, 'it'),
  range: october,
  before: before && frameOf([before], panel, 'it'),
  beforeRange: before && october,
  compared: before ? ('year' as const) : null,
  words,
  paint: paintOf((name) => tokens[name] ?? ''),
  label: 'Prova',
  level: 2 as const,
  now,
});
const plain = (html: string) => html.replaceAll('\u00a0', ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();
const steps = [
  { color: 'red', value: null },
  { color: 'green', value: 0.6 },
];

describe('a tile', () => {
  const panel = panelOf('stat', { fieldConfig: { defaults: { unit: 'currencyEUR' } } });
  it('says its figure with cents, and by how much it is more than a year before', () => {
    const html = renderToStaticMarkup(<Stat {...propsOf(panel, answer(figure('Incentivo', 11700.456)), answer(figure('Incentivo', 10000)))} />);
    expect(plain(html)).toBe('Incentivo 11.700,46 € 17 % in più dell’anno prima (10.000,00 €)');
  });
  it('of what is not known shows a dash, never a zero', () => {
    expect(plain(renderToStaticMarkup(<Stat {...propsOf(panel, answer(figure('Incentivo', null)))} />))).toBe('Incentivo –');
  });
});

describe('a gauge', () => {
  it('writes its figure, its ends, and has the colour of the step it reached', () => {
    const panel = panelOf('gauge', { fieldConfig: { defaults: { unit: 'percentunit', min: 0, max: 1, decimals: 0, color: { mode: 'thresholds' }, thresholds: { mode: 'absolute', steps } } } });
    const html = renderToStaticMarkup(<Gauge {...propsOf(panel, answer(figure('Quota', 0.73)))} />);
    expect(plain(html)).toBe('73 % 0 % 100 % Quota : 73 %');
    expect(html).toMatch(/stroke="#15803d" class="gauge-value"/);
  });
});

describe('lying bars and rings', () => {
  const given = answer(text('Categoria', 'Famiglie', 'Imprese'), figure('Prelevata', 30, 10));
  const more: Partial<Panel> = { fieldConfig: { defaults: { unit: 'kwatth' } }, options: { reduceOptions: { values: true } } };
  it('bars are as long as their part of the largest, and carry their figure', () => {
    const html = renderToStaticMarkup(<BarGauge {...propsOf(panelOf('bargauge', more), given)} />);
    expect(plain(html)).toBe('Famiglie 30,0 kWh Imprese 10,0 kWh');
    expect([...html.matchAll(/width:([\d.]+)%/g)].map(([, width]) => Math.round(Number(width)))).toEqual([100, 33]);
  });
  it('a ring says each part, its share and the whole', () => {
    const html = renderToStaticMarkup(<Pie {...propsOf(panelOf('piechart', more), given)} />);
    expect(plain(html.replace(/<title>.*?<\/title>/g, ''))).toBe('Totale 40,0 kWh Famiglie 30,0 kWh 75 % Imprese 10,0 kWh 25 %');
  });
});

describe('a table', () => {
  it('colours cells by their mapping, with letters that can be read, and leaves holes as dashes', () => {
    const panel = panelOf('table', {
      fieldConfig: {
        overrides: [
          {
            matcher: { id: 'byName', options: 'Esito' },
            properties: [
              { id: 'custom.cellOptions', value: { type: 'color-background' } },
              { id: 'mappings', value: [{ type: 'value', options: { ko: { text: 'fallita', color: 'red' } } }] },
            ],
          },
        ],
      },
    });
    const html = renderToStaticMarkup(<Table {...propsOf(panel, answer(text('Flusso', 'import'), text('Esito', 'ko'), figure('Righe', null)))} />);
    expect(html).toContain('background-color:#c0283a;color:#ffffff');
    expect(plain(html)).toBe('Prova Flusso Esito Righe import fallita –');
  });
  it('shows what stands in a cell as text, whatever it is', () => {
    const html = renderToStaticMarkup(<Table {...propsOf(panelOf('table'), answer(text('Nota', '<img src=x onerror=alert(1)>')))} />);
    expect(html).not.toContain('<img');
  });
});

describe('a text', () => {
  it('never becomes HTML, and leads to no script', () => {
    const panel = panelOf('text', { text: { it: '**forte** <script>x</script> [qui](javascript:alert) [GSE](https://www.gse.it)', en: '' } });
    const html = renderToStaticMarkup(<Text panel={panel} words={words} level={2} />);
    expect(html).toContain('<strong>forte</strong>');
    expect(html).not.toMatch(/<script|href="javascript/);
    expect(html).toContain('href="https://www.gse.it"');
  });
});
