import { useEffect, useRef, useState } from 'react';
import type { Totals } from '../api/types.ts';
import { useWords } from '../i18n/index.tsx';
import { type IconName, paths } from './Icon.tsx';

/** How wide an element is now. */
export function useWidth<E extends HTMLElement>(): [React.RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return [element, width];
}

interface Band {
  key: string;
  meaning: string;
  size: number;
  left: number;
  right: number;
  name: string;
  value: string | null;
}

/** The day as one picture: where the energy comes from, on the left, and where it goes, on the right. */
export function Flow({ totals, live }: { totals: Totals; live: boolean }) {
  const { t, f } = useWords();
  const [box, width] = useWidth<HTMLDivElement>();
  const known = (value: number | null) => Math.max(0, value ?? 0);
  const narrow = width < 520;
  const rem = width > 0 ? parseFloat(getComputedStyle(document.documentElement).fontSize) : 16;
  const height = Math.round((narrow ? 19 : 21.5) * rem);
  const gap = narrow ? 40 : 32,
    head = 30,
    side = narrow ? 30 : 38;

  // Widths of bands are geometry; the figures beside them are the server's.
  const [shared, self, grid] = [known(totals.sharedKwh), known(totals.selfKwh), known(totals.gridKwh)];
  const rest = Math.max(0, known(totals.injectedKwh) - shared);
  const whole = shared + self + grid + rest;
  const label = t('flow.label', {
    produced: f.kwh(totals.producedKwh),
    self: f.kwh(totals.selfKwh),
    injected: f.kwh(totals.injectedKwh),
    shared: f.kwh(totals.sharedKwh),
    grid: f.kwh(totals.gridKwh),
    consumed: f.kwh(totals.consumedKwh),
  });
  if (whole <= 0) return <p className="empty">{t('flow.empty')}</p>;

  const scale = (height - gap - head - 2) / whole;
  const bands: Band[] = [];
  let left = head,
    right = head;
  const add = (key: string, meaning: string, value: number, name: string, text: string | null) => {
    const size = value > 0 ? Math.max(2, value * scale) : 0;
    bands.push({ key, meaning, size, left, right, name, value: text });
    left += size;
    right += size;
  };
  add('rest', 'surplus', rest, t('flow.rest'), null);
  right += gap + (rest > 0 ? 0 : -gap);
  const consumedTop = right;
  add('shared', 'shared', shared, t('flow.shared'), f.kwh(totals.sharedKwh));
  add('self', 'self', self, t('flow.self'), f.kwh(totals.selfKwh));
  const producedBottom = left;
  left += grid > 0 && producedBottom > head ? gap : 0;
  const gridTop = left;
  add('grid', 'grid', grid, t('flow.grid'), f.kwh(totals.gridKwh));

  const [from, to] = [side, width - side];
  const path = ({ left: a, right: b, size }: Band) => {
    const middle = (from + to) / 2;
    return `M${from} ${a}C${middle} ${a} ${middle} ${b} ${to} ${b}V${b + size}C${middle} ${b + size} ${middle} ${a + size} ${from} ${a + size}Z`;
  };
  const spine = ({ left: a, right: b, size }: Band) => {
    const middle = (from + to) / 2,
      [one, two] = [a + size / 2, b + size / 2];
    return `M${from} ${one}C${middle} ${one} ${middle} ${two} ${to} ${two}`;
  };
  const node = (x: number, top: number, bottom: number, icon: IconName) =>
    bottom > top && (
      <g>
        <rect x={x} y={top} width={side} height={bottom - top} rx="6" className="flow-node" />
        {bottom - top > side && (
          <svg
            x={x + (side - 22) / 2}
            y={(top + bottom) / 2 - 11}
            width="22"
            height="22"
            viewBox="0 0 24 24"
            className="flow-icon"
          >
            <path d={paths[icon]} />
          </svg>
        )}
      </g>
    );

  return (
    <div ref={box} className={`flow ${live ? 'live' : ''}`} role="img" aria-label={label}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
          {bands
            .filter(({ size }) => size > 0)
            .map((band) => (
              <g key={band.key}>
                <path d={path(band)} className={`flow-band m-${band.meaning}`} />
                {live && band.size > 6 && (
                  <path d={spine(band)} className="flow-spine" strokeWidth={Math.min(5, band.size / 4)} />
                )}
              </g>
            ))}
          {node(0, head, producedBottom, 'sun')}
          {node(0, gridTop, gridTop + grid * scale, 'pylon')}
          {rest > 0 && node(width - side, head, head + Math.max(2, rest * scale), 'pylon')}
          {node(width - side, consumedTop, right, 'house')}
          {producedBottom > head && (
            <FlowLabel x={0} y={head - 9} anchor="start" name={t('flow.produced')} value={f.kwh(totals.producedKwh)} />
          )}
          {grid > 0 && (
            <FlowLabel x={0} y={gridTop - 9} anchor="start" name={t('flow.grid')} value={f.kwh(totals.gridKwh)} />
          )}
          {rest > 0 && <FlowLabel x={width} y={head - 9} anchor="end" name={t('flow.rest')} value="" />}
          <FlowLabel
            x={width}
            y={consumedTop - 9}
            anchor="end"
            name={t('flow.consumed')}
            value={f.kwh(totals.consumedKwh)}
          />
          {bands
            .filter(({ size, key }) => size > (narrow ? 18 : 20) && (key === 'shared' || key === 'self'))
            .map((band) => (
              <text
                key={band.key}
                className="flow-inner"
                textAnchor="middle"
                dominantBaseline="central"
                x={width / 2}
                y={(band.left + band.right + band.size) / 2}
              >
                {band.name}
                {narrow ? '' : ` · ${band.value}`}
              </text>
            ))}
        </svg>
      )}
    </div>
  );
}

function FlowLabel({
  x,
  y,
  anchor,
  name,
  value,
}: {
  x: number;
  y: number;
  anchor: 'start' | 'end';
  name: string;
  value: string;
}) {
  return (
    <text x={x} y={y} textAnchor={anchor} className="flow-label">
      {name}
      {value && (
        <tspan className="flow-value" dx="6">
          {value}
        </tspan>
      )}
    </text>
  );
}
