import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { noProof, ProofFields, proofByPasskey, proofOf, useProofErrors } from './ProofFields.tsx';
import { create, type Doors, type Question, whyNot } from './webauthn.ts';
import { useDoors } from './words.ts';
import { asFault, useWrong } from './wrong.ts';

interface Passkey {
  id: number;
  name: string;
  synchronised: boolean;
  madeAt: string;
  usedAt: string | null;
  domain: string | null;
}

/** The passkeys of the person: what they are, and another one. */
export function Passkeys() {
  const { d, f } = useDoors();
  const list = useApi<Passkey[]>('api/passkeys');
  const ways = useApi<Doors>('api/doors');
  const [adding, setAdding] = useState(false);
  const [changed, setChanged] = useState<{ id: number; name: string } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState(false);
  const act = async (work: Promise<unknown>) => {
    setFault(null);
    setDone(false);
    try {
      await work;
      setChanged(null);
      list.reload();
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  const why = ways.data && whyNot(ways.data);
  return (
    <Card title={d('passkey.title')}>
      <p>{d('passkey.lead')}</p>
      <Awaited from={list} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p className="small">{d('passkey.none')}</p>
          ) : (
            <ul className="plain lines">
              {all.map((one) => (
                <li key={one.id}>
                  {changed?.id === one.id ? (
                    <form
                      onSubmit={(event) => {
                        event.preventDefault();
                        void act(call('PUT', `api/passkeys/${one.id}`, { name: changed.name.trim() }));
                      }}
                    >
                      <Field label={d('passkey.name')}>
                        {(ids) => (
                          <input
                            {...ids}
                            required
                            autoFocus
                            maxLength={80}
                            value={changed.name}
                            onChange={(event) => setChanged({ id: one.id, name: event.target.value })}
                          />
                        )}
                      </Field>
                      <button type="submit">{d('passkey.save')}</button>
                    </form>
                  ) : (
                    <strong data-own>{one.name}</strong>
                  )}
                  <br />
                  <span className="small">
                    {[
                      d('passkey.made', { at: f.moment(one.madeAt) }),
                      one.usedAt ? d('passkey.used', { at: f.moment(one.usedAt) }) : d('passkey.unused'),
                      ...(one.synchronised ? [d('passkey.shared')] : []),
                    ].join(' · ')}
                  </span>
                  {one.domain && one.domain !== window.location.hostname && (
                    <span className="small block">{d('passkey.elsewhere', { domain: one.domain })}</span>
                  )}
                  <span className="acts">
                    <button type="button" className="quiet" onClick={() => setChanged({ id: one.id, name: one.name })}>
                      {d('passkey.rename')}
                      <span className="visually-hidden"> {one.name}</span>
                    </button>
                    <button
                      type="button"
                      className="quiet"
                      onClick={() =>
                        window.confirm(d('passkey.remove.sure', { name: one.name })) &&
                        void act(call('DELETE', `api/passkeys/${one.id}`))
                      }
                    >
                      {d('passkey.remove')}
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
      {done && (
        <Notice kind="good" role="status">
          {d('passkey.done')}
        </Notice>
      )}
      {why && <Notice>{d(`why.${why}`, { origin: ways.data?.passkeys.origin ?? '' })}</Notice>}
      {ways.data && !why && !adding && (
        <button
          type="button"
          className="primary"
          onClick={() => {
            setAdding(true);
            setDone(false);
          }}
        >
          {d('passkey.add')}
        </button>
      )}
      {adding && (
        <AddPasskey
          some={!!list.data?.length}
          leave={() => setAdding(false)}
          made={() => {
            setAdding(false);
            setDone(true);
            list.reload();
          }}
        />
      )}
    </Card>
  );
}

/** What is answered last, and what was asked before: the device speaks twice where another passkey proves who it is. */
function AddPasskey({ some, leave, made }: { some: boolean; leave(): void; made(): void }) {
  const { d } = useDoors();
  const { me } = useSession();
  const [name, setName] = useState('');
  const [proof, setProof] = useState(noProof);
  const [unnamed, setUnnamed] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [stopped, setStopped] = useState('');
  const [busy, setBusy] = useState(false);
  const { errors, clear, take } = useProofErrors();
  const form = useWrong(unnamed, errors.password, errors.code);
  const totp = me?.totp ?? false;
  const send = async (shown: () => Promise<unknown>) => {
    setFault(null);
    setStopped('');
    clear();
    setUnnamed(name.trim() ? '' : d('name.needed'));
    if (!name.trim()) return;
    setBusy(true);
    try {
      const question = await call<Question>('POST', 'api/passkeys/options', await shown());
      const credential = await create(question);
      await call('POST', 'api/passkeys', { name: name.trim(), credential, state: question.state });
      made();
    } catch (failure) {
      if (!(failure instanceof Fault))
        setStopped(d((failure as DOMException).name === 'InvalidStateError' ? 'passkey.again' : 'passkey.stopped'));
      else if (!take(failure, proof)) setFault(failure);
      setBusy(false);
    }
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send(async () => proofOf(proof, totp));
      }}
    >
      <Field label={d('passkey.name')} hint={d('passkey.name.hint')} error={unnamed || undefined}>
        {(ids) => (
          <input
            {...ids}
            required
            autoFocus
            maxLength={80}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <ProofFields proof={proof} change={setProof} totp={totp} errors={errors} />
      {fault && <FaultNotice fault={fault} />}
      {stopped && (
        <Notice kind="warn" role="status">
          {stopped}
        </Notice>
      )}
      <span className="acts">
        <button type="submit" className="primary" disabled={busy}>
          {d('passkey.go')}
        </button>
        {some && (
          <button type="button" disabled={busy} onClick={() => void send(proofByPasskey)}>
            {d('proof.passkey')}
          </button>
        )}
        <button type="button" onClick={leave}>
          {d('cancel')}
        </button>
      </span>
    </form>
  );
}
