import { lazy, type ReactNode, Suspense, useId, useMemo, useRef, useState } from 'react';
import { Heading, type Level } from '../components/Heading.tsx';
import { Icon } from '../components/Icon.tsx';
import { download } from '../csv.ts';
import { useBoard } from './BoardContext.tsx';
import { empty, frameOf, kindOf } from './frames.ts';
import { Boundary } from './Boundary.tsx';
import { fileText } from './file.ts';
import { hasPicture, pictureOf } from './image.ts';
import { usePaint } from './paint.ts';
import { Menu } from './Menu.tsx';
import { Gauge } from './panels/Gauge.tsx';
import { BarGauge } from './panels/BarGauge.tsx';
import type { ViewProps } from './panels/parts.ts';
import { Stat } from './panels/Stat.tsx';
import { Cells, fileOf, Table } from './panels/Table.tsx';
import { Text } from './panels/Text.tsx';
import { sayLength, sayRange } from './say.ts';
import { summaryOf } from './summary.ts';
import type { Panel } from './types.ts';
import { type Asked, follows, usePanel } from './usePanel.ts';
import { type BoardKey, type BoardWords, useBoardWords } from './words.ts';

const TimeSeries = lazy(() => import('./panels/TimeSeries.tsx').then((part) => ({ default: part.TimeSeries })));
const BarChart = lazy(() => import('./panels/BarChart.tsx').then((part) => ({ default: part.BarChart })));
const Heatmap = lazy(() => import('./panels/Heatmap.tsx').then((part) => ({ default: part.Heatmap })));
const Pie = lazy(() => import('./panels/Pie.tsx').then((part) => ({ default: part.Pie })));
const StateTimeline = lazy(() => import('./panels/StateTimeline.tsx').then((part) => ({ default: part.StateTimeline })));

const views: Record<string, (props: ViewProps) => ReactNode> = {
  timeseries: (props) => <TimeSeries {...props} />,
  barchart: (props) => <BarChart {...props} />,
  heatmap: (props) => <Heatmap {...props} />,
  piechart: (props) => <Pie {...props} />,
  'state-timeline': (props) => <StateTimeline {...props} />,
  stat: (props) => <Stat {...props} />,
  gauge: (props) => <Gauge {...props} />,
  bargauge: (props) => <BarGauge {...props} />,
  table: (props) => <Table {...props} />,
};

/** Kinds that are one figure: their sentence is only for whoever does not see them. */
const small = new Set(['stat', 'gauge']);

/** One panel: its heading, its sentence, its picture or table, and whatever became of its figures. */
export function PanelFrame({ panel, level }: { panel: Panel; level: Level }) {
  const { b, say, t } = useBoardWords();
  return (
    <Boundary
      instead={(again) => (
        <section className="board-panel" aria-label={say(panel.title)}>
          <div className="panel-head">
            <Heading level={level}>{say(panel.title)}</Heading>
          </div>
          <div className="panel-note bad" role="status">
            <p>
              <Icon name="warn" size={16} /> {b('panel.fault')}
            </p>
            <button type="button" onClick={again}>
              <Icon name="refresh" size={16} /> {t('fault.retry')}
              <span className="visually-hidden">: {say(panel.title)}</span>
            </button>
          </div>
        </section>
      )}
    >
      <Framed panel={panel} level={level} />
    </Boundary>
  );
}

function Framed({ panel, level }: { panel: Panel; level: Level }) {
  const words = useBoardWords();
  if (panel.type === 'text')
    return (
      <section className="board-panel text" aria-labelledby={words.say(panel.title) ? `p${panel.id}` : undefined}>
        {words.say(panel.title) && (
          <Heading level={level} id={`p${panel.id}`}>
            {words.say(panel.title)}
          </Heading>
        )}
        <Text panel={panel} words={words} level={level} />
      </section>
    );
  return <Figures panel={panel} level={level} words={words} />;
}

function Figures({ panel, level, words }: { panel: Panel; level: Level; words: BoardWords }) {
  const { b, say, f, language } = words;
  const { board, compared, now, text } = useBoard();
  const id = useId();
  const paint = usePaint();
  const body = useRef<HTMLDivElement>(null);
  const asked = usePanel(panel, roughly(panel));
  const [isTable, setTable] = useState(false);
  const { held, fault, loading } = asked;
  const frame = useMemo(() => (held ? frameOf(held.answers, panel, language) : empty), [held, panel, language]);
  const before = useMemo(() => (held?.before ? frameOf(held.before, panel, language) : null), [held, panel, language]);
  const how = held?.beforeRange ? compared : null;
  const range = held?.range ?? { from: now, to: now };
  const title = say(panel.title);
  const summary = useMemo(
    () => (held ? summaryOf({ panel, frame, range, before, compared: how, words, now }) : ''),
    [held, panel, frame, before, how, language],
  );
  const isEmpty = held !== null && !frame.fields.some(({ type, values }) => type !== 'time' && values.some((value) => value !== null));
  const kind = kindOf(panel);
  const isQuiet = small.has(kind) || kind === 'table';
  const view = views[kind];
  const hasTable = kind !== 'table' && !isEmpty && held !== null;

  const picture = async () => {
    const blob = body.current && (await pictureOf(body.current, title, sayRange(range, words)).catch(() => null));
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = `${fileOf(title)}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  const csv = () => download(`${fileOf(title)}.csv`, fileText(frame, range, words));

  // Somebody without a plant needs no empty tile for it.
  if (board.audience === 'member' && kind === 'stat' && isEmpty && frame.fields.length > 1) return null;

  return (
    <figure className={`board-panel ${kind}${loading && held ? ' renewing' : ''}`} aria-labelledby={`${id}h`} aria-busy={loading && !held ? true : undefined}>
      <div className="panel-head">
        <Heading level={level} id={`${id}h`}>
          {title}
        </Heading>
        {held && !isEmpty && (
          <Menu label={`${b('panel.more')}: ${title}`} about={say(panel.description)}>
            {(close) => (
              <>
                {hasTable && (
                  <button type="button" className="quiet" aria-pressed={isTable} onClick={() => close(() => setTable(!isTable))}>
                    <Icon name={isTable ? 'chart' : 'table'} /> {b(isTable ? 'panel.chart' : 'panel.table')}
                  </button>
                )}
                <button type="button" className="quiet" onClick={() => close(csv)}>
                  <Icon name="download" /> {b('panel.csv')}
                </button>
                {hasPicture.has(kind) && !isTable && (
                  <button type="button" className="quiet" onClick={() => close(() => void picture())}>
                    <Icon name="screen" /> {b('panel.image')}
                  </button>
                )}
              </>
            )}
          </Menu>
        )}
      </div>
      {held && !isEmpty && (
        <p className={isQuiet ? 'visually-hidden' : 'summary'} id={`${id}s`}>
          {summary}
        </p>
      )}
      <State asked={asked} title={title} words={words} />
      {frame.isCut && held && (
        <p className="panel-note warn" role="status">
          <Icon name="warn" size={16} /> {b('panel.partial', { n: f.number(frame.rows) })}
        </p>
      )}
      <div className="panel-body" ref={body}>
        {!held ? (
          !fault && <Waiting title={title} words={words} />
        ) : isEmpty && kind !== 'stat' ? (
          <p className="empty">{noValue(panel) ?? b(panel.live || kind === 'table' ? 'panel.nothing' : 'panel.empty')}</p>
        ) : isTable ? (
          <Cells frame={frame} words={words} paint={paint} caption={title} file={fileOf(title)} isPlain range={range} />
        ) : view ? (
          <Suspense fallback={<Waiting title={title} words={words} />}>
            {view({ panel, frame, range, before, beforeRange: held.beforeRange, compared: how, words, paint, level, now, label: `${title}. ${summary}` })}
          </Suspense>
        ) : (
          <p className="empty">{b('panel.unknown')}</p>
        )}
      </div>
      {held && !follows(panel, text) && (
        <p className="panel-note">
          {panel.timeFrom && !panel.live
            ? b('panel.last', { length: sayLength(panel.timeFrom, words), time: f.time(held.at) })
            : b('panel.live', { time: f.time(held.at) })}
        </p>
      )}
    </figure>
  );
}

/** About how wide a panel is drawn: the server needs it only to choose how fine its figures are. */
const roughly = ({ gridPos }: Panel) => (gridPos.w / 24) * 1200;

const noValue = (panel: Panel) => {
  const said = panel.fieldConfig?.defaults?.noValue;
  return said && said.length > 3 ? said : null;
};

function Waiting({ title, words }: { title: string; words: BoardWords }) {
  return (
    <div role="status" className="panel-waiting">
      <span className="visually-hidden">{words.b('panel.waiting', { title })}</span>
      <div className="skeleton" />
    </div>
  );
}

/** Why the server cannot tell figures now, by its word. */
const away: Record<string, BoardKey> = { busy: 'panel.busy', slow: 'panel.slow', login: 'panel.broken', statement: 'panel.broken', unset: 'panel.broken' };

/** What went wrong, in words, and how to try again; older figures stay and say from when they are. */
function State({ asked: { fault, held, reload }, title, words }: { asked: Asked; title: string; words: BoardWords }) {
  const { b, t, f } = words;
  if (!fault) return null;
  const known: Record<number, string> = {
    0: t('fault.0'),
    401: t('fault.401'),
    403: t('fault.403'),
    404: t('fault.404'),
    408: b('panel.slow'),
    429: b('panel.busy'),
    503: b(away[String(fault.body.reason)] ?? 'panel.away'),
  };
  return (
    <div className="panel-note bad" role="status">
      <p>
        <Icon name="warn" size={16} /> {held ? b('panel.stale', { time: f.time(held.at) }) : (known[fault.status] ?? b('panel.failed'))}
      </p>
      {held && known[fault.status] && <p>{known[fault.status]}</p>}
      <button type="button" onClick={reload}>
        <Icon name="refresh" size={16} /> {t('fault.retry')}
        <span className="visually-hidden">: {title}</span>
      </button>
    </div>
  );
}
