import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { isDesigner, isStaff, useSession } from '../api/session.tsx';
import { Card, FaultNotice, Field, Notice, PageHead } from '../components/Parts.tsx';
import { QrCode } from '../components/QrCode.tsx';
import { useWords } from '../i18n/index.tsx';
import { Passkeys } from './people/Passkeys.tsx';
import { Sessions } from './people/Sessions.tsx';
import { Tokens } from './people/Tokens.tsx';
import { NewPassword, passwordErrors } from './SignIn.tsx';

const asFault = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** One's own account: password and second factor. */
export function Profile() {
  const { t } = useWords();
  const { me } = useSession();
  if (!me) return null;
  return (
    <>
      <PageHead title={t('nav.profile')} lead={t('profile.lead', { name: me.name, login: me.login })} />
      <Card title={t('profile.roles')}>
        <ul className="plain lines">
          {me.roles.map((grant, place) => (
            <li key={place}>
              <strong>{t(`role.${grant.role}`)}</strong> · {grant.community ?? t('people.every')}
              <br />
              <span className="small">{t(`role.${grant.role}.words`)}</span>
            </li>
          ))}
        </ul>
      </Card>
      <div className="columns">
        <Passkeys />
        <Sessions />
      </div>
      <div className="columns">
        <SecondFactor on={me.totp} />
        <ChangePassword />
      </div>
      {(isStaff(me) || isDesigner(me)) && <Tokens />}
    </>
  );
}

function ChangePassword() {
  const { t } = useWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<{ first?: string; second?: string }>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState(false);
  const send = async () => {
    const found = passwordErrors(next, again, t);
    setError(found);
    setFault(null);
    setDone(false);
    if (found.first || found.second) return;
    try {
      await call('POST', 'api/password', { current, next });
      setDone(true);
      for (const clear of [setCurrent, setNext, setAgain]) clear('');
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  return (
    <Card title={t('profile.password')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t('password.current')}>
          {(ids) => (
            <input
              {...ids}
              required
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          )}
        </Field>
        <NewPassword password={next} again={again} setPassword={setNext} setAgain={setAgain} error={error} />
        {fault && <FaultNotice fault={fault} />}
        {done && (
          <Notice kind="good" role="status">
            {t('profile.password.done')}
          </Notice>
        )}
        <button type="submit" className="primary">
          {t('profile.password.go')}
        </button>
      </form>
    </Card>
  );
}

function SecondFactor({ on }: { on: boolean }) {
  const { t } = useWords();
  const { refresh } = useSession();
  const [offer, setOffer] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState('');
  const run = async (work: () => Promise<void>) => {
    setFault(null);
    setDone('');
    try {
      await work();
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  const begin = () => run(async () => setOffer(await call('POST', 'api/totp')));
  const confirm = () =>
    run(async () => {
      await call('PUT', 'api/totp', { code: code.replace(/\s/g, '') });
      setOffer(null);
      setCode('');
      setDone(t('totp.done'));
      refresh();
    });
  const remove = () =>
    run(async () => {
      await call('DELETE', 'api/totp', { password });
      setPassword('');
      setDone(t('totp.removed'));
      refresh();
    });
  return (
    <Card title={t('totp.title')}>
      <p>{t(on ? 'totp.on' : 'totp.off')}</p>
      {done && (
        <Notice kind="good" role="status">
          {done}
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
      {!on && !offer && (
        <button type="button" className="primary" onClick={() => void begin()}>
          {t('totp.begin')}
        </button>
      )}
      {!on && offer && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void confirm();
          }}
        >
          <p>{t('totp.scan')}</p>
          <QrCode text={offer.uri} label={t('totp.qr')} />
          <p className="small">
            {t('totp.secret')} <code className="secret">{offer.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
          </p>
          <Field label={t('signin.code')}>
            {(ids) => (
              <input
                {...ids}
                required
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={8}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <button type="submit" className="primary">
            {t('totp.confirm')}
          </button>
        </form>
      )}
      {on && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void remove();
          }}
        >
          <Field label={t('password.current')}>
            {(ids) => (
              <input
                {...ids}
                required
                type="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          <button type="submit">{t('totp.remove')}</button>
        </form>
      )}
    </Card>
  );
}
