import { useEffect, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useSession } from '../../api/session.tsx';
import type { Me } from '../../api/types.ts';
import { FaultNotice, Field, Notice, PageHead } from '../../components/Parts.tsx';
import { Link, usePlace } from '../../router.tsx';
import { useWays } from './ways.ts';
import { asFault, useWrong } from './wrong.ts';

/** Read once, and kept for whoever draws the page again: from the address it is taken away. */
let held = '';
function readToken(): string {
  held = window.location.hash.slice(1) || held;
  return held;
}

/** Where a link of a letter leads: one enters by the button, so that who only opens links spends nothing. */
export function LinkPage() {
  const { d, t } = useWays();
  const { enter } = useSession();
  const { go } = usePlace();
  const [token] = useState(readToken);
  // It stays in no history.
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(null, '', window.location.pathname);
  }, []);
  const [code, setCode] = useState('');
  const [codeNeeded, setCodeNeeded] = useState(false);
  const [error, setError] = useState('');
  const [over, setOver] = useState(token === '');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const body = useWrong(error);
  const send = async () => {
    setBusy(true);
    setError('');
    setFault(null);
    try {
      const me = await call<Me>('POST', 'api/session/link/enter', {
        token,
        ...(codeNeeded ? { code: code.replace(/\s/g, '') } : {}),
      });
      go('', true);
      enter(me);
      return;
    } catch (failure) {
      if (failure instanceof Fault && failure.status === 401) {
        const needed = failure.body.codeNeeded === true;
        setError(needed && codeNeeded ? t('signin.badcode') : '');
        setCodeNeeded(needed);
        setOver(!needed);
      } else setFault(asFault(failure));
    }
    setBusy(false);
  };
  return (
    <div className="door">
      <PageHead title={d('link.title')} {...(over ? {} : { lead: d('link.lead') })} />
      {over ? (
        <Notice kind="warn" role="status">
          <p>
            {d(token ? 'link.bad' : 'link.none')} <Link to="entra">{d('link.back')}</Link>
          </p>
        </Notice>
      ) : (
        <form
          ref={body}
          className="card"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          {codeNeeded && (
            <Field label={t('signin.code')} hint={t('signin.code.hint')} error={error || undefined}>
              {(ids) => (
                <input
                  {...ids}
                  required
                  autoFocus
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  maxLength={8}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                />
              )}
            </Field>
          )}
          {fault && <FaultNotice fault={fault} />}
          <button type="submit" className="primary wide" disabled={busy}>
            {d('link.enter')}
          </button>
        </form>
      )}
    </div>
  );
}
