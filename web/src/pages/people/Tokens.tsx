import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { noProof, ProofFields, proofOf, useProofErrors } from './ProofFields.tsx';
import { useDoors } from './words.ts';
import { asFault, useWrong } from './wrong.ts';

interface Token {
  id: number;
  name: string;
  community: string;
  scopes: Scope[];
  madeAt: string;
  expiresAt: string;
  usedAt: string | null;
  madeBy: string | null;
  ofOneScope: boolean;
}
type Scope = 'sums:read' | 'members:read' | 'flows';
const scopes: Scope[] = ['sums:read', 'members:read', 'flows'];
const names = { 'sums:read': 'token.sums', 'members:read': 'token.members', flows: 'token.flows' } as const;
const terms = [30, 90, 365] as const;

/** Tokens for programs: the person's own, or those of somebody whom it runs (whose path and name are given). */
export function Tokens({ at = 'api/tokens', of }: { at?: string; of?: string }) {
  const { d, f } = useDoors();
  const { communities } = useSession();
  const list = useApi<Token[]>(at);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ token: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const end = async ({ id, name }: Token) => {
    if (!window.confirm(d('token.end.sure', { name }))) return;
    setFault(null);
    try {
      await call('DELETE', `${at}/${id}`);
      list.reload();
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  return (
    <Card title={of ? d('token.of', { name: of }) : d('token.title')}>
      <p>{d('token.lead')}</p>
      <Awaited from={list} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p className="small">{d('token.none')}</p>
          ) : (
            <ul className="plain lines">
              {all.map((one) => (
                <li key={one.id}>
                  <strong data-own>{one.name}</strong> ·{' '}
                  {communities.find(({ code }) => code === one.community)?.name ?? one.community}
                  <br />
                  <span className="small">
                    {[
                      ...one.scopes.map((scope) => d(names[scope])),
                      d('token.until', { at: f.moment(one.expiresAt) }),
                      one.usedAt ? d('token.used', { at: f.moment(one.usedAt) }) : d('token.unused'),
                      ...(one.madeBy ? [d('token.by', { name: one.madeBy })] : []),
                      ...(one.ofOneScope ? [d('token.before')] : []),
                    ].join(' · ')}
                  </span>
                  <span className="acts">
                    <button type="button" className="quiet" onClick={() => void end(one)}>
                      {d('token.end')}
                      <span className="visually-hidden"> {one.name}</span>
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
      {fault && <FaultNotice fault={fault} />}
      {made && (
        <Notice kind="good" role="status">
          <p>{d('token.made')}</p>
          <p className="copy">
            <input readOnly value={made.token} aria-label={d('token.label')} onFocus={(event) => event.target.select()} />
            <button type="button" onClick={() => void navigator.clipboard?.writeText(made.token).then(() => setCopied(true))}>
              {d(copied ? 'copied' : 'copy')}
            </button>
          </p>
        </Notice>
      )}
      {adding ? (
        <NewToken
          at={at}
          leave={() => setAdding(false)}
          made={(next) => {
            setAdding(false);
            setCopied(false);
            setMade(next);
            list.reload();
          }}
        />
      ) : (
        <button
          type="button"
          onClick={() => {
            setAdding(true);
            setMade(null);
          }}
        >
          {d('token.add')}
        </button>
      )}
    </Card>
  );
}

function NewToken({ at, leave, made }: { at: string; leave(): void; made(next: { token: string }): void }) {
  const { d } = useDoors();
  const { communities, community, me } = useSession();
  const [form, setForm] = useState({ name: '', community: community?.code ?? '', days: 90 });
  const [chosen, setChosen] = useState<readonly Scope[]>(['sums:read']);
  const [proof, setProof] = useState(noProof);
  const [fault, setFault] = useState<Fault | null>(null);
  const [none, setNone] = useState(false);
  const { errors, clear, take } = useProofErrors();
  const body = useWrong(none ? 'none' : '', errors.password, errors.code);
  const totp = me?.totp ?? false;
  const send = async () => {
    setNone(chosen.length === 0);
    setFault(null);
    clear();
    if (chosen.length === 0) return;
    try {
      made(await call<{ token: string }>('POST', at, {
        ...form,
        name: form.name.trim(),
        scopes: chosen,
        ...(me?.home ? {} : proofOf(proof, totp)),
      }));
    } catch (failure) {
      if (!take(asFault(failure), proof)) setFault(asFault(failure));
    }
  };
  return (
    <form
      ref={body}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={d('token.name')}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={80}
            autoComplete="off"
            value={form.name}
            onChange={(event) => setForm({ ...form, name: event.target.value })}
          />
        )}
      </Field>
      <Field label={d('token.community')}>
        {(ids) => (
          <select {...ids} value={form.community} onChange={(event) => setForm({ ...form, community: event.target.value })}>
            {communities.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="grant">
        <legend>{d('token.scopes')}</legend>
        {scopes.map((scope) => (
          <div key={scope}>
            <label>
            <input
              type="checkbox"
              {...(none ? { 'aria-invalid': true, 'aria-describedby': 'token-none' } : {})}
              checked={chosen.includes(scope)}
              onChange={(event) =>
                setChosen(event.target.checked ? [...chosen, scope] : chosen.filter((one) => one !== scope))
              }
            />{' '}
            {d(names[scope])}
            </label>
          </div>
        ))}
        {none && (
          <p className="error" id="token-none" role="alert">
            {d('token.choose')}
          </p>
        )}
      </fieldset>
      <Field label={d('token.days')}>
        {(ids) => (
          <select {...ids} value={form.days} onChange={(event) => setForm({ ...form, days: Number(event.target.value) })}>
            {terms.map((days) => (
              <option key={days} value={days}>
                {d(`token.days.${days}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {!me?.home && <ProofFields proof={proof} change={setProof} totp={totp} errors={errors} />}
      {fault && <FaultNotice fault={fault} />}
      <span className="acts">
        <button type="submit" className="primary">
          {d('token.go')}
        </button>
        <button type="button" onClick={leave}>
          {d('cancel')}
        </button>
      </span>
    </form>
  );
}
