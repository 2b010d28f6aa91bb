import { useEffect, useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useSession } from '../api/session.tsx';
import type { Invite, Me } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { Awaited, FaultNotice, Field, Notice, PageHead } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { usePlace } from '../router.tsx';
import { HomeStranger } from './home/HomeStranger.tsx';
import { OtherWays } from './people/OtherWays.tsx';
import { asFault, fieldOf, useWrong } from './people/wrong.ts';

export const shortestPassword = 12;

/** The way in: name, password, and the code where one is asked for. */
export function SignIn() {
  const { t } = useWords();
  const { enter, homeUser } = useSession();
  const { go, path } = usePlace();
  const [form, setForm] = useState({ login: '', password: '', code: '' });
  const [codeNeeded, setCodeNeeded] = useState(false);
  const [error, setError] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [wait, setWait] = useState(0);
  const [busy, setBusy] = useState(false);
  const body = useWrong(error);

  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const send = async () => {
    setBusy(true);
    setError('');
    setFault(null);
    try {
      const me = await call<Me>('POST', 'api/session', {
        login: form.login.trim(),
        password: form.password,
        ...(codeNeeded ? { code: form.code.replace(/\s/g, '') } : {}),
      });
      if (path === 'entra') go('', true);
      enter(me);
    } catch (failure) {
      if (failure instanceof Fault && failure.status === 401) {
        const needed = failure.body.codeNeeded === true;
        setError(needed && !codeNeeded ? '' : t(needed ? 'signin.badcode' : 'signin.bad'));
        setCodeNeeded(needed);
      } else if (failure instanceof Fault && failure.status === 429) setWait(Math.ceil(failure.retryAfter ?? 30));
      else setFault(asFault(failure));
    }
    setBusy(false);
  };

  return (
    <div className="door">
      <PageHead title={t('signin.title')} lead={t('signin.lead')} />
      {homeUser !== null && <HomeStranger name={homeUser} />}
      <form
        ref={body}
        className="card"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t('people.login')}>
          {(ids) => (
            <input
              {...ids}
              required
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              value={form.login}
              onChange={(event) => setForm({ ...form, login: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('password')} error={codeNeeded ? undefined : error || undefined}>
          {(ids) => (
            <input
              {...ids}
              required
              type="password"
              autoComplete="current-password"
              value={form.password}
              onChange={(event) => setForm({ ...form, password: event.target.value })}
            />
          )}
        </Field>
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
                value={form.code}
                onChange={(event) => setForm({ ...form, code: event.target.value })}
              />
            )}
          </Field>
        )}
        {wait > 0 && (
          <Notice kind="warn" role="status">
            {t('signin.wait', { n: wait })}
          </Notice>
        )}
        {fault && <FaultNotice fault={fault} />}
        <button type="submit" className="primary wide" disabled={busy || wait > 0}>
          {t('signin.go')}
        </button>
        <p className="small">{t('signin.lost')}</p>
      </form>
      <OtherWays />
    </div>
  );
}

/** The first door: who was invited chooses a password. */
export function InvitePage({ token }: { token: string }) {
  const { t } = useWords();
  const invite = useApi<Invite>(`api/invites/${encodeURIComponent(token)}`);
  return (
    <div className="door">
      <PageHead
        title={t('invite.title')}
        {...(invite.data ? { lead: t('invite.lead', { name: invite.data.name }) } : {})}
      />
      {invite.fault?.status === 404 ? (
        <Notice kind="warn">{t('invite.none')}</Notice>
      ) : (
        <Awaited from={invite} rows={1}>
          {(data) => <ChoosePassword token={token} invite={data} />}
        </Awaited>
      )}
    </div>
  );
}

function ChoosePassword({ token, invite }: { token: string; invite: Invite }) {
  const { t, f } = useWords();
  const { enter } = useSession();
  const { go } = usePlace();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<{ first?: string; second?: string }>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const body = useWrong(error.first, error.second);
  const send = async () => {
    const found = passwordErrors(password, again, t);
    setError(found);
    setFault(null);
    if (found.first || found.second) return;
    try {
      const me = await call<Me>('POST', `api/invites/${encodeURIComponent(token)}`, { password });
      go('', true);
      enter(me);
    } catch (failure) {
      const refused = asFault(failure);
      if (fieldOf(refused) === 'next') setError({ first: t('password.refused') });
      else setFault(refused);
    }
  };
  return (
    <form
      ref={body}
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>
        {t('invite.login', { login: invite.login })}{' '}
        <span className="small">{t('invite.until', { at: f.moment(invite.expiresAt) })}</span>
      </p>
      <input type="hidden" autoComplete="username" value={invite.login} readOnly />
      <NewPassword password={password} again={again} setPassword={setPassword} setAgain={setAgain} error={error} />
      {fault && <FaultNotice fault={fault} />}
      <button type="submit" className="primary wide">
        {t('invite.go')}
      </button>
    </form>
  );
}

export function passwordErrors(
  password: string,
  again: string,
  t: ReturnType<typeof useWords>['t'],
): { first?: string; second?: string } {
  return {
    ...([...password].length < shortestPassword ? { first: t('password.short', { n: shortestPassword }) } : {}),
    ...(password !== again ? { second: t('password.differ') } : {}),
  };
}

interface NewPasswordProps {
  password: string;
  again: string;
  setPassword(value: string): void;
  setAgain(value: string): void;
  error: { first?: string; second?: string };
}

export function NewPassword({ password, again, setPassword, setAgain, error }: NewPasswordProps) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('password.new')} hint={t('password.hint', { n: shortestPassword })} error={error.first}>
        {(ids) => (
          <input
            {...ids}
            required
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('password.again')} error={error.second}>
        {(ids) => (
          <input
            {...ids}
            required
            type="password"
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}
