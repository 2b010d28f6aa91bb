import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { EChartsType } from 'echarts/core';
import { optionOf, type Plot } from '../charts/options.ts';
import { useWords } from '../i18n/index.tsx';
import { useColours } from '../theme.ts';
import { Icon } from './Icon.tsx';
import { Heading, type Level } from './Heading.tsx';

export interface ChartProps {
  level?: Level;
  heading: string;
  /** One sentence that says what the picture shows: the label of the picture, and words under its heading. */
  summary: string;
  plot: Plot;
  /** What the cursor says at a place. */
  say(index: number): string;
  /** The same figures as a table. */
  table: ReactNode;
  height?: number;
  /** Opens the place under the cursor. */
  open?: ((index: number) => void) | undefined;
  openHint?: string;
  extra?: ReactNode;
}

const escape = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A chart with its heading, its sentence, its legend, a cursor for the keyboard, and its table. */
export function Chart({
  level = 2,
  heading,
  summary,
  plot,
  say,
  table,
  height = 300,
  open,
  openHint,
  extra,
}: ChartProps) {
  const { t, f } = useWords();
  const id = useId();
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const [cursor, setCursor] = useState<number | null>(null);
  const empty = !plot.series.some(({ values }) => values.some((value) => value !== null));
  const said = cursor !== null && cursor < plot.labels.length ? say(cursor) : '';
  const place = Math.max(0, Math.min(cursor ?? -1, plot.labels.length - 1));

  const key = (event: KeyboardEvent) => {
    const last = plot.labels.length - 1;
    const next: Record<string, number> = {
      ArrowRight: cursor === null ? 0 : Math.min(last, place + 1),
      ArrowLeft: cursor === null ? last : Math.max(0, place - 1),
      Home: 0,
      End: last,
    };
    if (event.key in next) {
      event.preventDefault();
      setCursor(next[event.key] ?? 0);
    } else if (event.key === 'Enter' && open && cursor !== null) {
      event.preventDefault();
      open(place);
    } else if (event.key === 'Escape') setCursor(null);
  };

  return (
    <figure className="chart" aria-labelledby={`${id}h`}>
      <div className="chart-head">
        <Heading level={level} id={`${id}h`}>
          {heading}
        </Heading>
        <div className="chart-tools">
          {extra}
          <button
            type="button"
            className="quiet"
            aria-pressed={shown === 'table'}
            onClick={() => setShown(shown === 'table' ? 'chart' : 'table')}
          >
            <Icon name={shown === 'table' ? 'chart' : 'table'} /> {t(shown === 'table' ? 'chart.show' : 'chart.table')}
          </button>
        </div>
      </div>
      <p className="summary" id={`${id}s`}>
        {summary}
      </p>
      {shown === 'table' ? (
        table
      ) : empty ? (
        <p className="empty">{t('chart.empty')}</p>
      ) : (
        <>
          <Legend plot={plot} />
          <div
            className="chart-face"
            role="application"
            aria-roledescription={t('chart.role')}
            tabIndex={0}
            aria-label={`${heading}. ${summary} ${t('chart.keys')}${open && openHint ? ` ${openHint}` : ''}`}
            onKeyDown={key}
            onBlur={() => setCursor(null)}
          >
            <Drawing
              plot={plot}
              height={height}
              cursor={cursor}
              open={open}
              number={(value) => f.number(value, value % 1 ? 1 : 0)}
            />
          </div>
          <p className="cursor" role="status" aria-live="polite">
            {said || (open && openHint ? <span aria-hidden="true">{openHint}</span> : '')}
          </p>
        </>
      )}
    </figure>
  );
}

function Legend({ plot }: { plot: Plot }) {
  const { t } = useWords();
  return (
    <ul className="legend" aria-hidden="true">
      {plot.series
        .filter((series, index) => plot.series.findIndex(({ name }) => name === series.name) === index)
        .map((series) => (
          <li key={series.key}>
            <span className={`swatch ${series.slot} m-${series.meaning}`} />
            {series.name}
          </li>
        ))}
      {plot.estimated.some(Boolean) && (
        <li>
          <span className="swatch hatched" />
          {t('quality.estimated')}
        </li>
      )}
      {plot.missing.some(Boolean) && (
        <li>
          <span className="swatch missing" />
          {t('quality.missing')}
        </li>
      )}
    </ul>
  );
}

interface DrawingProps {
  plot: Plot;
  height: number;
  cursor: number | null;
  open: ((index: number) => void) | undefined;
  number(value: number): string;
}

/** The picture itself: the library comes when the page has been painted. */
function Drawing({ plot, height, cursor, open, number }: DrawingProps) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  const [width, setWidth] = useState(0);
  const colours = useColours();
  const tall = `${height / 17}rem`;
  const opening = useRef(open);
  opening.current = open;

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let alive = true;
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      setWidth(entry.contentRect.width);
      chart.current?.resize();
    });
    import('../charts/echarts.ts').then(
      ({ init }) => {
        if (!alive) return;
        chart.current = init(element, null, { renderer: 'svg' });
        chart.current.getZr().on('click', ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
          const at = chart.current?.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])?.[0];
          if (at !== undefined && chart.current?.containPixel({ gridIndex: 0 }, [offsetX, offsetY]))
            opening.current?.(at);
        });
        setState('ready');
        watch.observe(element);
      },
      () => alive && setState('failed'),
    );
    return () => {
      alive = false;
      watch.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  const tip = useCallback(
    (index: number) => {
      const rows = plot.series.map((series) => {
        const value = series.values[index];
        const figure = value === null || value === undefined ? t('quality.missing') : `${number(value)} ${plot.unit}`;
        return `<tr><td><span class="swatch ${series.slot} m-${series.meaning}"></span>${escape(series.name)}</td><td class="figure">${escape(figure)}</td></tr>`;
      });
      const note = plot.missing[index] ? t('quality.missing') : plot.estimated[index] ? t('quality.estimated') : '';
      return `<table class="tip"><caption>${escape(plot.labels[index] ?? '')}${note ? ` · ${escape(note)}` : ''}</caption>${rows.join('')}</table>`;
    },
    [plot, t, number],
  );

  const option = useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return optionOf(plot, {
      colour: (name) => style.getPropertyValue(`--${name}`).trim(),
      number: (value) => number(value),
      narrow: width < 520,
      letter: Math.round(parseFloat(style.fontSize) * 0.74),
      still: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
      tip,
    });
    // The colours are read from the page, which changes them by itself.
  }, [plot, width < 520, colours, tip]);

  useEffect(() => {
    if (state === 'ready') chart.current?.setOption(option, { notMerge: true });
  }, [state, option]);

  useEffect(() => {
    if (state !== 'ready') return;
    chart.current?.dispatchAction(
      cursor === null ? { type: 'hideTip' } : { type: 'showTip', seriesIndex: 0, dataIndex: cursor },
    );
  }, [state, cursor]);

  return (
    <>
      {state === 'waiting' && <div className="skeleton" style={{ height: tall }} />}
      {state === 'failed' && <p className="notice warn">{t('chart.failed')}</p>}
      <div
        ref={frame}
        className={open ? 'drawing opens' : 'drawing'}
        aria-hidden="true"
        style={{
          height: state === 'failed' ? 0 : tall,
          ...(state === 'waiting' ? { position: 'absolute', visibility: 'hidden' } : {}),
        }}
      />
    </>
  );
}
