import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { intervalsOf } from '../src/pages/quality/CorrectForm.tsx';
import { hoursOf, Proposed } from '../src/pages/quality/EstimateForm.tsx';
import { FindingList } from '../src/pages/quality/FindingList.tsx';
import { daysOf, findingsOf, lastDay, levelOf, numberOf, share, textOf } from '../src/pages/quality/heat.ts';
import { HeatTable } from '../src/pages/quality/HeatTable.tsx';
import type { Board, BoardPoint, Finding } from '../src/pages/quality/types.ts';
import { quality } from '../src/pages/quality/words.ts';

// The pages ask the browser where they live; here they are only written down.
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));
vi.mock('../src/api/session.tsx', () => ({ useMayChange: () => true, useCommunityPath: () => (rest: string) => rest }));

const hole: Finding = {
  point: 7,
  label: '0042',
  unitId: 0,
  unit: null,
  flow: 'withdrawn',
  kind: 'missing',
  from: '2026-10-06T22:00:00Z',
  to: '2026-10-08T22:00:00Z',
  kwh: 12.5,
  estimatedEur: 1.5,
};
const point = (of: Partial<BoardPoint>): BoardPoint => ({
  point: 7,
  label: '0042',
  missing: 0,
  due: [96, 96, 96, 0],
  known: [96, 95, 0, 0],
  unmeasured: [0, 0, 0, 0],
  medianDelayMinutes: null,
  worstDelayMinutes: null,
  series: [],
  ...of,
});
const board = (points: BoardPoint[]): Board => ({
  month: '2026-10',
  at: '2026-11-02T09:00:00Z',
  tookSeconds: 0.3,
  looking: false,
  days: ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08'],
  points,
  pointsLeftOut: 0,
  medianDelayMinutes: null,
  worstDelayMinutes: null,
  quarantined: 0,
  findings: [hole],
  findingsLeftOut: 0,
  putAway: 0,
});

describe('a day of a point', () => {
  it('says by a sign as well as by a colour how complete it is', () => {
    expect([levelOf(0, 0, 0), textOf(0, 0, 0)]).toEqual(['none', '']);
    expect([levelOf(96, 96, 0), textOf(96, 96, 0)]).toEqual(['whole', '✓']);
    expect([levelOf(96, 96, 4), textOf(96, 96, 4)]).toEqual(['unmeasured', 'S']);
    expect([levelOf(96, 0, 0), textOf(96, 0, 0)]).toEqual(['empty', '✕']);
  });
  it('is never rounded to whole or to nothing', () => {
    expect(textOf(96, 48, 0)).toBe('50');
    expect(textOf(1000, 999, 0)).toBe('99');
    expect(textOf(1000, 1, 0)).toBe('1');
  });
  it('counts with all the others in the share of the month', () => {
    expect(share([point({}), point({ known: [96, 96, 96, 0] })])).toBeCloseTo((191 + 288) / 576);
    expect(share([])).toBeNull();
  });
});

describe('a span', () => {
  it('ends on the day before the midnight that ends it', () => {
    expect(lastDay(hole)).toBe('2026-10-08');
    expect(daysOf(hole)).toEqual(['2026-10-07', '2026-10-08']);
  });
  it('is found by its point and each of its days', () => {
    expect(findingsOf([hole], 7, '2026-10-08')).toEqual([hole]);
    expect(findingsOf([hole], 7, '2026-10-09')).toEqual([]);
    expect(findingsOf([hole], 8, '2026-10-08')).toEqual([]);
  });
});

describe('what a person writes', () => {
  it('may have a comma or a point, and is no number otherwise', () => {
    expect(['1,25', ' 0.5 ', '12', '-1', '1e3', 'due', '1.2345678', ''].map(numberOf)).toEqual([
      1.25, 0.5, 12, null, null, null, null, null,
    ]);
  });
  it('replaces hours that are known when all four quarters are', () => {
    const quarters = Array.from({ length: 8 }, (_, place) => ({
      from: new Date(Date.UTC(2026, 9, 7, 8, 15 * place)).toISOString().replace('.000Z', 'Z'),
      kwh: place === 5 ? null : 0.25,
      quality: 'measured' as const,
      deviceKwh: null,
      distributorKwh: null,
      clearSkyKwh: null,
    }));
    const span = { from: '2026-10-07T08:15:00Z', to: '2026-10-07T09:30:00Z' };
    expect(intervalsOf(span, quarters, 60)).toEqual([
      { from: '2026-10-07T08:00:00Z', kwh: 1 },
      { from: '2026-10-07T09:00:00Z', kwh: null },
    ]);
    expect(intervalsOf(span, quarters, 15)).toHaveLength(5);
  });
});

describe('an estimate', () => {
  it('is added up by the hour, and an hour without any stays unknown', () => {
    expect(
      hoursOf([
        { from: '2026-10-07T08:30:00Z', kwh: 0.5 },
        { from: '2026-10-07T08:45:00Z', kwh: 0.25 },
        { from: '2026-10-07T09:00:00Z', kwh: null },
      ]),
    ).toEqual([
      { from: '2026-10-07T08:00:00Z', kwh: 0.75 },
      { from: '2026-10-07T09:00:00Z', kwh: null },
    ]);
  });
  it('can be confirmed only when there is one', () => {
    const of = (values: { from: string; kwh: number | null }[]) =>
      renderToStaticMarkup(
        <Proposed
          proposal={{ method: values[0]?.kwh ? 'interpolated' : 'none', mark: 'm', kwh: 1, values }}
          busy={false}
          why={null}
          save={() => undefined}
        />,
      );
    expect(of([{ from: '2026-10-07T08:00:00Z', kwh: 1 }])).toContain(quality.it['estimate.go']);
    expect(of([{ from: '2026-10-07T08:00:00Z', kwh: null }])).not.toContain(quality.it['estimate.go']);
    expect(of([])).toContain(quality.it['estimate.all']);
  });
});

describe('the heat table', () => {
  const html = renderToStaticMarkup(
    <HeatTable board={board([point({})])} open={() => undefined} opens={(_, day) => day === '2026-10-07'} />,
  );
  it('has a heading for each point and day, and words for each cell', () => {
    expect(html.match(/scope="col"/g)).toHaveLength(5);
    expect(html).toContain('scope="row"');
    expect(html).toContain('95 quarti d’ora su 96');
  });
  it('opens what has a finding, and only that', () => {
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('POD …0042, 07/10/2026: manca tutto');
  });
  it('says so when there is no point', () => {
    const empty = renderToStaticMarkup(<HeatTable board={board([])} open={() => undefined} opens={() => false} />);
    expect(empty).toContain(quality.it['heat.none']);
  });
});

describe('the findings', () => {
  it('come in their order with energy and euro, and say what is not known', () => {
    const html = renderToStaticMarkup(
      <FindingList
        findings={[hole, { ...hole, kind: 'impossible', kwh: null, estimatedEur: null }]}
        leftOut={3}
        open={() => undefined}
      />,
    ).replaceAll('\u00a0', ' ');
    expect(html).toContain('circa 1,50 €');
    expect(html).toContain('12,5 kWh');
    expect(html).toContain(quality.it['eur.unknown']);
    expect(html.indexOf(quality.it['kind.missing'])).toBeLessThan(html.indexOf(quality.it['kind.impossible']));
    expect(html).toContain('e altre 3');
  });
});

describe('the words of the quality board', () => {
  const blanks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  it('have the same keys and blanks in both languages', () => {
    expect(Object.keys(quality.en).sort()).toEqual(Object.keys(quality.it).sort());
    for (const key of Object.keys(quality.it) as (keyof typeof quality.it)[])
      expect(blanks(quality.en[key]), key).toEqual(blanks(quality.it[key]));
  });
});
