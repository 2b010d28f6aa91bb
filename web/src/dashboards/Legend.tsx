/** What the colours and patterns of a chart stand for. */
export interface Entry {
  name: string;
  colour: string;
  kind: 'line' | 'bars' | 'points';
  dash?: number[] | null;
  /** Which pattern lies over the colour. */
  pattern?: number;
  value?: string | undefined;
}

export function Legend({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className="legend" aria-hidden="true">
      {entries.map((entry, place) => (
        <li key={`${place} ${entry.name}`}>
          <Swatch {...entry} />
          {entry.name}
          {entry.value && <span className="legend-value"> {entry.value}</span>}
        </li>
      ))}
    </ul>
  );
}

export function Swatch({ colour, kind, dash, pattern = 0 }: Entry) {
  if (kind === 'line')
    return (
      <svg className="board-swatch" width="22" height="10" viewBox="0 0 22 10">
        <line x1="0" y1="5" x2="22" y2="5" stroke={colour} strokeWidth="2.5" strokeDasharray={dash?.join(' ')} />
      </svg>
    );
  return <span className={`board-swatch square p-${pattern % 5} ${kind}`} style={{ backgroundColor: colour }} />;
}

/** The units above the axes: the left one, and the right one where there are two. */
export function Units({ units }: { units: readonly string[] }) {
  if (units.every((unit) => unit === '')) return null;
  return (
    <p className="axis-units" aria-hidden="true">
      {units.map((unit, place) => (
        <span key={place}>{unit}</span>
      ))}
    </p>
  );
}
