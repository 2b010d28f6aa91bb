import { useState } from 'react';
import { seriesColour, colourOf } from '../config.ts';
import { isSum } from '../frames.ts';
import { pointsOf } from '../points.ts';
import { sayOne, writerOf } from '../units.ts';
import { Swatch } from '../Legend.tsx';
import type { ViewProps } from './parts.ts';

/** The parts of a whole: a ring, and beside it each part with its figure and its share. */
export function Pie({ panel, frame, words, paint }: ViewProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const { f, b } = words;
  const points = pointsOf(frame, panel.options, f);
  const isEach = panel.options?.reduceOptions?.values === true;
  const parts = points.flatMap((point, place) =>
    typeof point.value === 'number' && point.value > 0
      ? [
          {
            name: point.name,
            value: point.value,
            place,
            colour: paint.of(
              // Rows of one column have a colour each; a column has the one of its settings.
              isEach && point.field.config.color?.mode !== 'fixed'
                ? (colourOf(point.name, { mappings: point.field.config.mappings ?? [], color: { mode: 'none' } }) ?? seriesColour([], { color: { mode: 'palette-classic' } }, place))
                : seriesColour([point.value], point.field.config, place),
            ),
          },
        ]
      : [],
  );
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const field = points[0]?.field;
  if (!field || total === 0) return <p className="empty">{b('panel.empty')}</p>;
  const writer = writerOf(field.config, Math.max(...parts.map(({ value }) => value)), f);
  const inner = panel.options?.pieType === 'pie' ? 0 : 30;
  let from = 0;
  return (
    <div className="pie">
      <svg viewBox="-50 -50 100 100" aria-hidden="true">
        <Patterns ink={paint.token('hatch')} />
        {parts.map(({ name, value, colour, place }) => {
          const path = slice(from / total, (from + value) / total, inner);
          from += value;
          return (
            <g key={place} opacity={pointed === null || pointed === place ? 1 : 0.35} onPointerEnter={() => setPointed(place)} onPointerLeave={() => setPointed(null)}>
              <path d={path} fill={colour} stroke={paint.token('surface')} strokeWidth="1.2" />
              {place % 5 > 0 && <path d={path} fill={`url(#pie-p${place % 5})`} />}
              <title>{`${name}: ${writer.say(value)}`}</title>
            </g>
          );
        })}
        {inner > 0 && isSum(field) && (
          <text textAnchor="middle" className="pie-total">
            <tspan x="0" y="-3" className="pie-word">
              {b('total')}
            </tspan>
            <tspan x="0" y="8">
              {sayOne(total, field.config, f)}
            </tspan>
          </text>
        )}
      </svg>
      <ul className="plain pie-parts">
        {parts.map(({ name, value, colour, place }) => (
          <li key={place} onPointerEnter={() => setPointed(place)} onPointerLeave={() => setPointed(null)}>
            <Swatch name={name} colour={colour} kind="bars" pattern={place} />
            <span className="pie-name">{name}</span>
            <span className="pie-figure">
              {writer.say(value)}
              <span className="note"> {f.percent(value / total)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Patterns beside the colours, as the bars have them. */
function Patterns({ ink }: { ink: string }) {
  return (
    <defs>
      <pattern id="pie-p1" width="5" height="5" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1" fill={ink} />
      </pattern>
      <pattern id="pie-p2" width="4" height="4" patternUnits="userSpaceOnUse">
        <path d="M0 2h4" stroke={ink} strokeWidth="1" />
      </pattern>
      <pattern id="pie-p3" width="4" height="4" patternUnits="userSpaceOnUse">
        <path d="M2 0v4" stroke={ink} strokeWidth="1" />
      </pattern>
      <pattern id="pie-p4" width="5" height="5" patternUnits="userSpaceOnUse">
        <path d="M0 2.5h5M2.5 0v5" stroke={ink} strokeWidth="0.8" />
      </pattern>
    </defs>
  );
}

function slice(from: number, to: number, inner: number): string {
  const outer = 48;
  // A whole ring cannot be one arc.
  const end = to - from > 0.9999 ? from + 0.9999 : to;
  const at = (share: number, r: number) => `${(r * Math.sin(share * 2 * Math.PI)).toFixed(2)} ${(-r * Math.cos(share * 2 * Math.PI)).toFixed(2)}`;
  const large = end - from > 0.5 ? 1 : 0;
  const edge = `M${at(from, outer)}A${outer} ${outer} 0 ${large} 1 ${at(end, outer)}`;
  return inner === 0 ? `${edge}L0 0Z` : `${edge}L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(from, inner)}Z`;
}
