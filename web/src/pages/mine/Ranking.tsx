import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { actingFor } from '../../router.tsx';
import type { Ranked } from './types.ts';
import { useMine } from './words.ts';

const shown = 10;

/** Who uses energy when the community has it; and the nickname by which one is in it, or not. */
export function Ranking() {
  const { m } = useMine();
  const ranked = useApi<Ranked>('api/mine/nickname');
  const [said, setSaid] = useState('');
  const done = (words: string) => {
    setSaid(words);
    ranked.reload();
  };
  return (
    <Card title={m('rank.title')} className="mine-ranking">
      <p>{m('rank.lead')}</p>
      {said && (
        <Notice kind="good" role="status">
          <p data-own>{said}</p>
        </Notice>
      )}
      <Awaited from={ranked} rows={1}>
        {(data) => (
          <>
            <p>
              <strong data-own>{data.nickname === null ? m('rank.out') : m('rank.in', { name: data.nickname })}</strong>
            </p>
            <Places data={data} />
            {actingFor() === null && <Choose key={data.nickname ?? ''} nickname={data.nickname} done={done} />}
          </>
        )}
      </Awaited>
    </Card>
  );
}

function Places({ data: { ranking } }: { data: Ranked }) {
  const { m, many, f } = useMine();
  if (!ranking) return <p className="small">{m('rank.few')}</p>;
  const line = (one: (typeof ranking.places)[number]) => (
    <li key={one.place} className={one.own ? 'own' : undefined}>
      <span>
        <span data-own>{m('rank.place', { place: one.place, name: one.nickname })}</span>
        {one.own && <span className="tag good">{m('rank.you')}</span>}
      </span>
      <span className="figure">{m('rank.share', { percent: `${f.number(one.sharePercent, 1)}\u00a0%` })}</span>
    </li>
  );
  const first = ranking.places.filter(({ place, own }) => place <= shown || own);
  const rest = ranking.places.filter(({ place, own }) => place > shown && !own);
  return (
    <>
      <h3>{m('rank.month', { month: f.month(ranking.month) })}</h3>
      <ol className="plain mine-places">{first.map(line)}</ol>
      {rest.length > 0 && (
        <details>
          <summary>{many('rank.rest', rest.length)}</summary>
          <ol className="plain mine-places">{rest.map(line)}</ol>
        </details>
      )}
    </>
  );
}

function Choose({ nickname, done }: { nickname: string | null; done(words: string): void }) {
  const { m, named } = useMine();
  const [text, setText] = useState(nickname ?? '');
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async (wanted: string | null) => {
    setBusy(true);
    setWrong(undefined);
    setFault(null);
    try {
      await (wanted === null
        ? call('DELETE', 'api/mine/nickname')
        : call('PUT', 'api/mine/nickname', { nickname: wanted }));
      done(wanted === null ? m('rank.left') : m('rank.saved', { name: wanted.trim() }));
    } catch (failure) {
      const told = failure instanceof Fault ? failure : new Fault(0, null);
      if (typeof told.body.code === 'string')
        setWrong(named(`rank.fault.${told.body.code}`, { found: String(told.body.found ?? '') }));
      else if (told.status === 429) setWrong(m('rank.fault.often'));
      else setFault(told);
    }
    setBusy(false);
  };
  return (
    <details className="mine-choose" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{m(nickname === null ? 'rank.join' : 'rank.change')}</summary>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(text);
        }}
      >
        <Field label={m('rank.field')} hint={m('rank.hint')} error={wrong}>
          {(ids) => (
            <input {...ids} value={text} autoComplete="off" maxLength={80} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        {fault && <FaultNotice fault={fault} />}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {m('rank.save')}
          </button>
          {nickname !== null && (
            <button type="button" disabled={busy} onClick={() => void send(null)}>
              {m('rank.leave')}
            </button>
          )}
        </div>
      </form>
    </details>
  );
}
