import type { CSSProperties } from 'react';
import { colourOf } from '../config.ts';
import { type Point, sayCell } from '../frames.ts';
import { pointsOf } from '../points.ts';
import { comparison } from '../summary.ts';
import type { ViewProps } from './parts.ts';

/** One figure, or a few, large; below it how it went. */
export function Stat({ panel, frame, before, compared, words, paint, now }: ViewProps) {
  const { options } = panel;
  const points = pointsOf(frame, options, words.f);
  const earlier = before ? pointsOf(before, options, words.f) : [];
  const isAlone = points.length === 1;
  return (
    <dl className={isAlone ? 'stats alone' : 'stats'}>
      {points.map((point, place) => {
        const colour = options?.colorMode === 'none' || point.value === null ? null : colourOf(point.value, point.field.config);
        const back = options?.colorMode?.startsWith('background') && colour ? paint.of(colour) : null;
        const then = earlier[place]?.value;
        return (
          <div key={place} className={back ? 'stat filled' : 'stat'} style={back ? { backgroundColor: back, color: paint.on(back) } : undefined}>
            <dt className={isAlone && options?.textMode !== 'value_and_name' ? 'visually-hidden' : undefined}>{point.name}</dt>
            <dd>
              <span className="value" style={!back && colour ? { '--mark': paint.of(colour) } as CSSProperties : undefined}>
                {!back && colour && <span className="mark" aria-hidden="true" />}
                {sayCell(point.field, point.value, words.f, now)}
              </span>
              {compared && typeof point.value === 'number' && (
                <span className="note">
                  {comparison(point.value, typeof then === 'number' ? then : null, point.field, compared, words)}
                </span>
              )}
            </dd>
            {options?.graphMode !== 'none' && isAlone && <Spark point={point} colour={back ? paint.on(back) : paint.of(colour ?? 'blue')} />}
          </div>
        );
      })}
    </dl>
  );
}

/** The line below a figure: how it came about, without axes. */
function Spark({ point, colour }: { point: Point; colour: string }) {
  const values = point.trail.filter((value): value is number => typeof value === 'number');
  if (values.length < 3) return null;
  const most = Math.max(...values),
    least = Math.min(0, ...values);
  const step = 100 / (values.length - 1);
  const at = (value: number) => 28 - ((value - least) / (most - least || 1)) * 26;
  const line = values.map((value, place) => `${(place * step).toFixed(2)},${at(value).toFixed(2)}`).join(' ');
  return (
    <svg className="spark" viewBox="0 0 100 30" preserveAspectRatio="none" aria-hidden="true">
      <polygon points={`0,30 ${line} 100,30`} fill={colour} opacity="0.14" />
      <polyline points={line} fill="none" stroke={colour} strokeWidth="2" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
    </svg>
  );
}
