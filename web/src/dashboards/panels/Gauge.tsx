import { colourOf } from '../config.ts';
import { type Point, sayCell } from '../frames.ts';
import { pointsOf } from '../points.ts';
import { comparison } from '../summary.ts';
import { sayOne } from '../units.ts';
import type { ViewProps } from './parts.ts';

/** A figure on its way from least to most; the figure itself stands in the middle. */
export function Gauge(props: ViewProps) {
  const { panel, frame, words } = props;
  return (
    <div className="gauges">
      {pointsOf(frame, panel.options, words.f).map((point, place) => (
        <Dial key={place} point={point} {...props} />
      ))}
    </div>
  );
}

const radius = 44;
/** The half circle, a little more than half: from lower left to lower right. */
const sweep = 220;

function Dial({ point, panel, paint, words, now, before, compared, frame }: ViewProps & { point: Point }) {
  const { config } = point.field;
  const [min, max] = [config.min ?? 0, config.max ?? (config.unit === 'percentunit' ? 1 : 100)];
  const share = (value: number) => Math.max(0, Math.min(1, (value - min) / (max - min || 1)));
  const value = typeof point.value === 'number' ? point.value : null;
  const colour = paint.of((value === null ? null : colourOf(value, config)) ?? 'blue');
  const steps = config.thresholds?.steps ?? [];
  const edge = (at: number | null) =>
    at === null ? 0 : config.thresholds?.mode === 'percentage' ? at / 100 : share(at);
  const isAlone = frame.fields.filter(({ type }) => type === 'number').length === 1 && panel.options?.reduceOptions?.values !== true;
  const then = before ? pointsOf(before, panel.options, words.f).find(({ name }) => name === point.name)?.value : undefined;
  return (
    <div className="gauge">
      <svg viewBox="0 0 120 86" aria-hidden="true">
        <path d={arc(0, 1, radius)} className="gauge-way" />
        {value !== null && share(value) > 0.003 && <path d={arc(0, share(value), radius)} stroke={colour} className="gauge-value" />}
        {panel.options?.showThresholdMarkers !== false &&
          steps.length > 1 &&
          steps.map((step, place) => {
            const [from, to] = [edge(step.value), place + 1 < steps.length ? edge(steps[place + 1]!.value) : 1];
            return to > from ? <path key={place} d={arc(from + 0.006, to - 0.006, radius + 9)} stroke={paint.of(step.color)} className="gauge-step" /> : null;
          })}
        <text x="60" y="56" className="gauge-figure" textAnchor="middle">
          {sayCell(point.field, point.value, words.f, now)}
        </text>
        <text x={60 + radius * cos(0) - 2} y="84" className="gauge-end" textAnchor="middle">
          {sayOne(min, { ...config, decimals: 0 }, words.f)}
        </text>
        <text x={60 + radius * cos(1) + 2} y="84" className="gauge-end" textAnchor="middle">
          {sayOne(max, { ...config, decimals: 0 }, words.f)}
        </text>
      </svg>
      <p className={isAlone ? 'visually-hidden' : 'gauge-name'}>
        {point.name}
        <span className="visually-hidden">: {sayCell(point.field, point.value, words.f, now)}</span>
      </p>
      {compared && value !== null && before && (
        <p className="note">{comparison(value, typeof then === 'number' ? then : null, point.field, compared, words)}</p>
      )}
    </div>
  );
}

const angle = (share: number) => ((180 + (sweep - 180) / 2 - share * sweep) * Math.PI) / 180;
const cos = (share: number) => Math.cos(angle(share));

function arc(from: number, to: number, r: number): string {
  const at = (share: number) => `${(60 + r * cos(share)).toFixed(2)} ${(58 - r * Math.sin(angle(share))).toFixed(2)}`;
  return `M${at(from)}A${r} ${r} 0 ${(to - from) * sweep > 180 ? 1 : 0} 1 ${at(to)}`;
}
