import type { ReactNode } from 'react';
import { type Building, fewestDays, nameOf } from './building-types.ts';
import { type BuildingWords, useBuildings } from './building-words.ts';

const hoursOfYear = 8760;

/** What the hours of a building say, in sentences. */
export function OneBuilding({ building, price, year, change }: { building: Building; price: number | null; year: number; change: ((building: Building) => void) | null }) {
  const words = useBuildings();
  const { b, f } = words;
  return (
    <PlaceFrame building={building} change={change}>
      {building.hours === 0 ? (
        <p>{b('nodata')}</p>
      ) : building.days < fewestDays ? (
        <p>{b('few', { n: f.number(building.days) })}</p>
      ) : (
        <>
          <ul className="place-words">
            {sentencesOf(building, price, words).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Goodness building={building} year={year} />
        </>
      )}
    </PlaceFrame>
  );
}

/** Base load, use behind closed doors, and the peak, in words and euro. */
export function sentencesOf(building: Building, price: number | null, { b, f, kw, euro }: BuildingWords): string[] {
  const said: string[] = [];
  const { baseKw, kwhPerDay, outsideKwh, outsideShare, opens, closes, days, peakKw, contractedKw } = building;
  if (baseKw !== null && kwhPerDay) {
    const kwh = baseKw * hoursOfYear;
    const values = { kw: kw(baseKw), kwh: f.kwh(kwh, 0), percent: f.percent(Math.min(1, (baseKw * 24) / kwhPerDay)) };
    said.push(price === null ? b('base.noeur', values) : b('base', { ...values, eur: euro(kwh * price) }));
  }
  if (outsideKwh !== null && outsideShare !== null && opens && closes) {
    const values = { opens, closes, percent: f.percent(outsideShare), kwh: f.kwh(outsideKwh, 0), days: f.number(days) };
    said.push(price === null ? b('outside.noeur', values) : b('outside', { ...values, eur: euro(outsideKwh * price) }));
  } else if (!opens) said.push(b('outside.unknown'));
  if (peakKw !== null)
    said.push(
      contractedKw === null
        ? b('peak.alone', { peak: kw(peakKw) })
        : b(peakKw > contractedKw ? 'peak.over' : 'peak', { peak: kw(peakKw), kw: kw(contractedKw) }),
    );
  return said;
}

/** How much of the year is known, and how well. */
export function Goodness({ building, year }: { building: Building; year: number }) {
  const { b, f } = useBuildings();
  const { quartersDue, quartersReceived, quartersNotMeasured, days } = building;
  const guessed = quartersReceived && quartersNotMeasured ? quartersNotMeasured / quartersReceived : 0;
  const missing = quartersDue && quartersReceived !== null ? 1 - quartersReceived / quartersDue : 0;
  return (
    <p className="small goodness">
      {b('days', { n: f.number(days), all: f.number(year) })}.{guessed >= 0.005 && ` ${b('quality', { percent: f.percent(guessed) })}`}
      {missing >= 0.005 && ` ${b('missing', { percent: f.percent(missing) })}`}
    </p>
  );
}

/** A place with its name, what was declared of it, and the way to declare it. */
export function PlaceFrame({ building, change, children }: { building: Building; change: ((building: Building) => void) | null; children: ReactNode }) {
  const { b, f } = useBuildings();
  const name = nameOf(building);
  const what = b(building.revision > 0 ? 'change' : 'declare');
  return (
    <section className="one-place" aria-labelledby={`place-${building.id}`}>
      <div className="place-head">
        <h3 id={`place-${building.id}`}>{name}</h3>
        <span className="tag">{b(`kind.${building.kind}`)}</span>
        {change && (
          <button type="button" aria-label={b('of', { what, name })} onClick={() => change(building)}>
            {what}
          </button>
        )}
      </div>
      {children}
      <p className="small">
        {building.declaredAt ? b('declared', { day: f.day(building.declaredAt.slice(0, 10)), n: f.number(building.revision) }) : b('undeclared')}
      </p>
    </section>
  );
}
