import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import type { Me } from '../../api/types.ts';
import { useApi } from '../../api/useApi.ts';
import { FaultNotice, Field, Notice } from '../../components/Parts.tsx';
import { usePlace } from '../../router.tsx';
import { answer, type Doors, type Question, whyNot } from './webauthn.ts';
import { useWays } from './ways.ts';

/** In place of the password: a passkey, or for members a link by mail; nothing where there are neither. */
export function OtherWays() {
  const ways = useApi<Doors>('api/doors');
  if (!ways.data) return null;
  return (
    <>
      <ByPasskey doors={ways.data} />
      {ways.data.links && <ByLink />}
    </>
  );
}

function ByPasskey({ doors }: { doors: Doors }) {
  const { d } = useWays();
  const { enter } = useSession();
  const { go, path } = usePlace();
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const why = whyNot(doors);
  // Inside Home Assistant one enters by Home Assistant: not worth a word here.
  if (why) return why === 'elsewhere' ? <p className="small">{d('why.elsewhere', { origin: doors.passkeys.origin ?? '' })}</p> : null;
  const send = async () => {
    setBusy(true);
    setSaid('');
    setFault(null);
    try {
      const question = await call<Question>('POST', 'api/session/passkey/options');
      const credential = await answer(question);
      const me = await call<Me>('POST', 'api/session/passkey', { credential, state: question.state });
      if (path === 'entra') go('', true);
      enter(me);
    } catch (failure) {
      if (!(failure instanceof Fault)) setSaid(d('passkey.stopped'));
      else if (failure.status === 401) setSaid(d('passkey.unknown'));
      else setFault(failure);
    }
    setBusy(false);
  };
  return (
    <div className="card">
      <button type="button" className="wide" disabled={busy} onClick={() => void send()}>
        {d('passkey.signin')}
      </button>
      {said && (
        <Notice kind="warn" role="status">
          {said}
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
    </div>
  );
}

function ByLink() {
  const { d } = useWays();
  const [login, setLogin] = useState('');
  const [sent, setSent] = useState(false);
  const [wait, setWait] = useState(0);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    setFault(null);
    setSent(false);
    setWait(0);
    try {
      await call('POST', 'api/session/link', { login: login.trim() });
      setSent(true);
    } catch (failure) {
      if (failure instanceof Fault && failure.status === 429) setWait(Math.ceil(failure.retryAfter ?? 60));
      else setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <details className="card">
      <summary>{d('link.open')}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={d('link.who')}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={254}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <button type="submit">{d('link.go')}</button>
      </form>
      {sent && (
        <Notice kind="good" role="status">
          {d('link.sent')}
        </Notice>
      )}
      {wait > 0 && (
        <Notice kind="warn" role="status">
          {d('link.wait', { n: wait })}
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
    </details>
  );
}
