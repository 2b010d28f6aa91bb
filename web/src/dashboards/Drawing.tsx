import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import type { Cross } from './BoardContext.tsx';
import { useBoardWords } from './words.ts';

export interface DrawingProps {
  option: EChartsCoreOption;
  isCanvas: boolean;
  /** What the keyboard points at. */
  cursor: number | null;
  /** Opens what stands at a place of the category axis, or at a value of a plain one. */
  open?: ((at: number) => void) | undefined;
  isLying?: boolean;
  /** Shares what is pointed at with the other charts of the board. */
  cross?: { of: Cross; toInstant(axis: number): number | null; toAxis(instant: number): number | null } | undefined;
}

/** The picture itself: the library comes when the page has been painted. */
export function Drawing({ option, isCanvas, cursor, open, isLying = false, cross }: DrawingProps) {
  const { b } = useBoardWords();
  const frame = useRef<HTMLDivElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [state, setState] = useState<'waiting' | 'ready' | 'failed'>('waiting');
  const now = useRef({ open, cross, isLying });
  now.current = { open, cross, isLying };

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let alive = true;
    const watch = new ResizeObserver(() => chart.current?.resize());
    // A finger has no way to point without touching: its first touch shows the figures, the second opens.
    let [touched, last] = [0, Number.NaN];
    const touch = () => (touched = Date.now());
    element.addEventListener('touchstart', touch, { passive: true });
    import('./echarts.ts').then(
      ({ init }) => {
        if (!alive) return;
        const made = init(element, null, { renderer: isCanvas ? 'canvas' : 'svg' });
        chart.current = made;
        made.getZr().on('click', ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
          if (!made.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return;
          const at = made.convertFromPixel({ gridIndex: 0 }, [offsetX, offsetY])?.[now.current.isLying ? 1 : 0];
          if (at === undefined) return;
          const isFirst = Date.now() - touched < 1000 && Math.round(at) !== last;
          last = Math.round(at);
          if (!isFirst) now.current.open?.(at);
        });
        made.on('updateAxisPointer', (event: unknown) => {
          const axis = (event as { axesInfo?: { value: number }[] }).axesInfo?.[0];
          const { cross: shared } = now.current;
          if (axis && shared) shared.of.set(shared.toInstant(axis.value), made);
        });
        made.on('globalout', () => now.current.cross?.of.set(null, made));
        setState('ready');
        watch.observe(element);
      },
      () => alive && setState('failed'),
    );
    return () => {
      alive = false;
      watch.disconnect();
      element.removeEventListener('touchstart', touch);
      // What a canvas still has to paint must not meet a chart that is gone.
      chart.current?.clear();
      chart.current?.getZr().flush();
      chart.current?.dispose();
      chart.current = null;
      setState('waiting');
    };
  }, [isCanvas]);

  useEffect(() => {
    if (state === 'ready') chart.current?.setOption(option, { notMerge: true });
  }, [state, option]);

  useEffect(() => {
    if (state !== 'ready') return;
    chart.current?.dispatchAction(cursor === null ? { type: 'hideTip' } : { type: 'showTip', seriesIndex: 0, dataIndex: cursor });
  }, [state, cursor]);

  const listen = cross?.of.listen;
  useEffect(
    () =>
      listen?.((instant, by) => {
        const mark = line.current;
        if (!mark || !chart.current || by === chart.current) return;
        const axis = instant === null ? null : (now.current.cross?.toAxis(instant) ?? null);
        const at = axis === null ? undefined : (chart.current.convertToPixel({ xAxisIndex: 0 }, axis) as unknown as number);
        mark.hidden = at === undefined || !Number.isFinite(at);
        if (at !== undefined) mark.style.transform = `translateX(${at}px)`;
      }),
    [listen, state],
  );

  return (
    <div className={open ? 'board-drawing opens' : 'board-drawing'} aria-hidden="true">
      {state === 'waiting' && <div className="skeleton" />}
      {state === 'failed' && <p className="notice warn">{b('panel.drawing')}</p>}
      <div ref={frame} className="drawn" />
      <div ref={line} className="cross" hidden />
    </div>
  );
}
