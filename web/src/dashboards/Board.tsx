import { type CSSProperties, useEffect, useMemo, useState } from 'react';
import { call } from '../api/client.ts';
import { Icon } from '../components/Icon.tsx';
import { usePlace } from '../router.tsx';
import { printLight } from '../theme.ts';
import { BoardProvider, useCross } from './BoardContext.tsx';
import { Boundary } from './Boundary.tsx';
import { type Compared, lengthOf, type Range, type RangeText, rangeOf, textOf } from './dates.ts';
import { bandsOf, type Part, sectionsOf } from './layout.ts';
import { PanelFrame } from './PanelFrame.tsx';
import { isOpen, sayRange } from './say.ts';
import { TimePicker } from './TimePicker.tsx';
import type { Annotation, Board as BoardData, Panel, Variable } from './types.ts';
import { all, type Chosen, chosenOf, isShown, sentOf, ticked, totalOf, withChoice } from './variables.ts';
import { useBoardWords } from './words.ts';

export interface BoardProps {
  board: BoardData;
  /** Where the queries go, and the notes where there are any. */
  queryPath: string;
  notesPath: string | null;
  community?: string | null;
  member?: number | null;
  /** The screen in the hall: nothing to choose, refreshed by itself. */
  isScreen?: boolean;
}

const least = 60_000;
const fallback = { from: 'now-30d/d', to: 'now' };

/** A board: what is chosen stands in the address, so that a link shows the same to everybody. */
export function Board(props: BoardProps) {
  const { b, t } = useBoardWords();
  return (
    <Boundary
      instead={(again) => (
        <div className="notice bad" role="alert">
          <Icon name="warn" />
          <div>
            <p>{b('board.fault')}</p>
            <button type="button" onClick={again}>
              {t('fault.retry')}
            </button>
          </div>
        </div>
      )}
    >
      <Shown {...props} />
    </Boundary>
  );
}

function Shown({ board, queryPath, notesPath, community = null, member = null, isScreen = false }: BoardProps) {
  const words = useBoardWords();
  const { b, say, f } = words;
  const { query, path, go } = usePlace();
  const [clock, setClock] = useState(() => ({ turn: 0, now: Date.now() }));
  const [isPaused, setPaused] = useState(false);
  const cross = useCross();
  const every = Math.max(least, Math.min(lengthOf(board.refresh) ?? Number.POSITIVE_INFINITY, isScreen ? 300_000 : Number.POSITIVE_INFINITY));

  const only = board.ranges ?? null;
  const asked = { from: query.get('from') ?? board.time.from, to: query.get('to') ?? board.time.to };
  const [text, range] = useMemo((): [RangeText, Range] => {
    for (const tried of [asked, board.time, fallback]) {
      const found = isOpen(tried, only) ? rangeOf(tried, clock.now) : null;
      if (found) return [tried, found];
    }
    throw new Error('Found no range, expected the fallback to be one.');
  }, [asked.from, asked.to, board.time, only, clock.now]);
  const isOther = text.from !== asked.from || text.to !== asked.to;
  const how = query.get('confronto');
  const compared: Compared | null = how === 'prima' ? 'before' : how === 'anno' ? 'year' : null;
  const chosenKey = query.toString();
  // The community is chosen above every page; the server takes its name as it is.
  const offered = useMemo(() => (community === null ? board.variables : board.variables.filter(({ name }) => name !== 'community')), [board.variables, community]);
  const chosen = useMemo(() => chosenOf(offered, query), [offered, chosenKey]);
  const variables = useMemo(() => sentOf(offered, chosen), [offered, chosen]);

  const refresh = () => setClock(({ turn }) => ({ turn: turn + 1, now: Date.now() }));
  useEffect(() => {
    if (isPaused || !Number.isFinite(every)) return;
    const due = () => document.visibilityState === 'visible' && Date.now() - clock.now >= every - 1000 && refresh();
    const timer = setInterval(due, Math.min(every, least));
    document.addEventListener('visibilitychange', due);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', due);
    };
  }, [isPaused, every, clock.now]);

  useTurning(isScreen && !isPaused);
  const notes = useNotes(notesPath, board, range, variables, community, member, clock.turn);
  const turnTo = (next: URLSearchParams) => go(next.size > 0 ? `${path}?${next.toString()}` : path);
  const withTime = ({ from, to }: RangeText) => {
    const next = new URLSearchParams(query);
    next.set('from', from);
    next.set('to', to);
    return next;
  };
  const isAtFirst = text.from === board.time.from && text.to === board.time.to;

  const state = useMemo(
    () => ({
      board,
      path: queryPath,
      range,
      text,
      compared,
      variables,
      community,
      member,
      annotations: notes,
      turn: clock.turn,
      now: clock.now,
      drill: isScreen || only ? undefined : (span: Range) => turnTo(withTime(textOf(span))),
      cross,
    }),
    [board, queryPath, range, text, compared, variables, community, member, notes, clock, isScreen, chosenKey],
  );

  return (
    <BoardProvider state={state}>
      <div className="board-tools">
        {!isScreen && (
          <>
            <TimePicker text={text} range={range} now={clock.now} only={only} choose={(next) => turnTo(withTime(next))} />
            {!isAtFirst && (
              <button
                type="button"
                className="quiet"
                onClick={() => {
                  const next = new URLSearchParams(query);
                  next.delete('from');
                  next.delete('to');
                  turnTo(next);
                }}
              >
                {b('time.first')}
              </button>
            )}
            <label className="choice">
              <span>{b('compare')}</span>
              <select
                value={how === 'prima' || how === 'anno' ? how : ''}
                onChange={(event) => {
                  const next = new URLSearchParams(query);
                  if (event.target.value) next.set('confronto', event.target.value);
                  else next.delete('confronto');
                  turnTo(next);
                }}
              >
                <option value="">{b('compare.none')}</option>
                <option value="prima">{b('compare.before')}</option>
                <option value="anno">{b('compare.year')}</option>
              </select>
            </label>
            {offered.filter(isShown).map((variable) => (
              <Choice key={variable.name} variable={variable} values={chosen[variable.name] ?? []} choose={(values) => turnTo(withChoice(query, variable.name, values))} />
            ))}
          </>
        )}
        {isScreen && <p className="screen-range">{sayRange(range, words)}</p>}
        <div className="refreshing">
          <span className="small">{b('refresh.at', { time: f.time(new Date(clock.now).toISOString()) })}</span>
          {!isScreen && (
            <button type="button" className="quiet" onClick={refresh}>
              <Icon name="refresh" /> {b('refresh')}
            </button>
          )}
          {Number.isFinite(every) && (
            <button type="button" className="quiet" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
              <Icon name={isPaused ? 'play' : 'pause'} /> {b(isPaused ? 'refresh.resume' : 'refresh.pause')}
              <span className="visually-hidden">. {isPaused ? b('refresh.paused') : b('refresh.every', { n: Math.round(every / 60_000) })}</span>
            </button>
          )}
          {!isScreen && (
            <button type="button" className="quiet" onClick={printLight}>
              <Icon name="paper" /> {b('print')}
            </button>
          )}
        </div>
      </div>
      {isOther && (
        <p className="notice warn" role="status">
          <Icon name="warn" size={16} /> {b('time.unknown')}
        </p>
      )}
      {notes.length > 0 && <Notes notes={notes} range={range} />}
      {sectionsOf(board.panels).map(({ row, panels }) => (
        <Section key={row?.id ?? 'first'} row={row} panels={panels} title={row ? say(row.title) : null} />
      ))}
    </BoardProvider>
  );
}

function Choice({ variable, values, choose }: { variable: Variable; values: readonly string[]; choose(values: string[]): void }) {
  const { b, f, say } = useBoardWords();
  const label = say(variable.label) || variable.name;
  const total = totalOf(variable);
  const everything = b('all.of', { n: f.number(total) });
  if (variable.type === 'textbox')
    return (
      <label className="choice">
        <span>{label}</span>
        <input defaultValue={values[0] ?? ''} maxLength={200} onBlur={(event) => event.target.value !== (values[0] ?? '') && choose([event.target.value])} />
      </label>
    );
  if (!variable.multi)
    return (
      <label className="choice">
        <span>{label}</span>
        <select value={values[0] ?? ''} onChange={(event) => choose([event.target.value])}>
          {variable.includeAll && <option value={all}>{everything}</option>}
          {variable.options.map(({ text, value }) => (
            <option key={value} value={value} data-own="">
              {text}
            </option>
          ))}
        </select>
      </label>
    );
  const isAll = values.includes(all);
  const names = variable.options.filter(({ value }) => values.includes(value)).map(({ text }) => text);
  const shown = isAll ? everything : names.length > 3 || names.length < values.length ? b('some.of', { shown: f.number(values.length), n: f.number(total) }) : names.join(', ');
  return (
    <details className="choice many">
      <summary>
        {label}: <strong>{shown || everything}</strong>
      </summary>
      <fieldset>
        <legend className="visually-hidden">{label}</legend>
        {variable.includeAll && (
          <label className="tick">
            <input type="checkbox" checked={isAll} onChange={() => choose([all])} /> {everything}
          </label>
        )}
        {total > variable.options.length && <p className="small">{b('all.listed', { shown: f.number(variable.options.length), n: f.number(total) })}</p>}
        {variable.options.map(({ text, value }) => (
          <label className="tick" key={value}>
            <input
              type="checkbox"
              checked={isAll || values.includes(value)}
              onChange={(event) => choose(ticked(variable, values, value, event.target.checked))}
            />{' '}
            {text}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

const glance = 25_000;

/** On the screen in the hall what does not fit comes by itself, one screenful after the other. */
function useTurning(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      const isEnd = scrollTop + clientHeight >= scrollHeight - 40;
      window.scrollTo({ top: isEnd ? 0 : scrollTop + clientHeight * 0.85 });
    }, glance);
    return () => clearInterval(timer);
  }, [isOn]);
}

/** What happened in the period: the signs on the time axes, told in words. */
function Notes({ notes, range }: { notes: readonly Annotation[]; range: Range }) {
  const { b, say, f } = useBoardWords();
  const shown = notes.filter(({ at }) => Date.parse(at) >= range.from && Date.parse(at) <= range.to).slice(0, 20);
  if (shown.length === 0) return null;
  return (
    <details className="board-notes">
      <summary>
        {b('notes')} ({shown.length})
      </summary>
      <ol>
        {shown.map((note, place) => (
          <li key={place}>
            {f.moment(note.at)}: {say(note.text)}
          </li>
        ))}
      </ol>
    </details>
  );
}

function useNotes(path: string | null, board: BoardData, range: Range, variables: Chosen, community: string | null, member: number | null, turn: number): Annotation[] {
  const [notes, setNotes] = useState<Annotation[]>([]);
  const body = {
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    variables,
    ...(community ? { community } : {}),
    ...(member !== null ? { member } : {}),
  };
  const key = JSON.stringify(body);
  const wanted = path !== null && board.annotations.some(({ enabled }) => enabled);
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    // A chart without its notes is still a chart.
    call<Annotation[]>('POST', path, body, stop.signal).then(
      (found) => setNotes([...found].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))),
      () => undefined,
    );
    return () => stop.abort();
  }, [wanted, path, key, turn]);
  return wanted ? notes : none;
}
const none: Annotation[] = [];

function Section({ row, panels, title }: Part & { title: string | null }) {
  const [isOpen, setOpen] = useState(row?.collapsed !== true);
  const id = row ? `riga-${row.id}` : undefined;
  const grid = (
    <div id={id} hidden={!isOpen}>
      {isOpen &&
        bandsOf(panels).map(({ top, panels: own, isTiles }) => (
          <div key={top} className={isTiles ? 'board-grid tiles-band' : 'board-grid'} style={{ '--n': Math.ceil(own.length / 2) } as CSSProperties}>
            {own.map((panel) => (
              <div key={panel.id} className={`board-cell ${sizeOf(panel)}`} style={placeOf(panel, top)}>
                <PanelFrame panel={panel} level={row ? 3 : 2} />
              </div>
            ))}
          </div>
        ))}
    </div>
  );
  if (!row) return grid;
  return (
    <section className="board-row">
      <h2>
        <button type="button" className="row-button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <span aria-hidden="true" className="row-arrow">
            {isOpen ? '▾' : '▸'}
          </span>
          {title}
        </button>
      </h2>
      {grid}
    </section>
  );
}

const placeOf = ({ gridPos: { x, y, w, h } }: Panel, top: number) =>
  ({ '--x': x + 1, '--y': y - top + 1, '--w': w, '--h': h }) as CSSProperties;

const sizeOf = ({ type, gridPos }: Panel) => (type === 'stat' || type === 'gauge' ? 'tile-cell' : gridPos.w <= 8 ? 'third-cell' : 'wide-cell');
