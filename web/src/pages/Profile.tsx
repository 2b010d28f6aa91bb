import { useState } from 'react';
import { call, type Fault } from '../api/client.ts';
import { isDesigner, isStaff, useSession } from '../api/session.tsx';
import { Card, FaultNotice, Field, Notice, PageHead } from '../components/Parts.tsx';
import { QrCode } from '../components/QrCode.tsx';
import { useWords } from '../i18n/index.tsx';
import { OptionalLetters } from './people/OptionalLetters.tsx';
import { Passkeys } from './people/Passkeys.tsx';
import { noProof, ProofFields, proofOf, useProofErrors } from './people/ProofFields.tsx';
import { Sessions } from './people/Sessions.tsx';
import { Tokens } from './people/Tokens.tsx';
import { useDoors } from './people/words.ts';
import { asFault, fieldOf, useWrong } from './people/wrong.ts';
import { NewPassword, passwordErrors } from './SignIn.tsx';

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
      <OptionalLetters />
      {(isStaff(me) || isDesigner(me)) && <Tokens />}
    </>
  );
}

function ChangePassword() {
  const { d, t } = useDoors();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [endKeys, setEndKeys] = useState(false);
  const [error, setError] = useState<{ present?: string; first?: string; second?: string }>({});
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState('');
  const form = useWrong(error.present, error.first, error.second);
  const send = async () => {
    const found = passwordErrors(next, again, t);
    setError(found);
    setFault(null);
    setDone('');
    if (found.first || found.second) return;
    try {
      await call('POST', 'api/password', { current, next, endKeys });
      setDone(d(endKeys ? 'change.done.keys' : 'change.done'));
      for (const clear of [setCurrent, setNext, setAgain]) clear('');
      setEndKeys(false);
    } catch (failure) {
      const refused = asFault(failure);
      const field = fieldOf(refused);
      if (field === 'current') setError({ present: d('password.wrong') });
      else if (field === 'next') setError({ first: t('password.refused') });
      else setFault(refused);
    }
  };
  return (
    <Card title={t('profile.password')}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t('password.current')} error={error.present}>
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
        <p>
          <label>
            <input type="checkbox" checked={endKeys} onChange={(event) => setEndKeys(event.target.checked)} /> {d('change.keys')}
          </label>
        </p>
        <p className="small">{d('change.keys.hint')}</p>
        {fault && <FaultNotice fault={fault} />}
        {done && (
          <Notice kind="good" role="status">
            {done}
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
  const [wrong, setWrong] = useState('');
  const [proof, setProof] = useState(noProof);
  const [fault, setFault] = useState<Fault | null>(null);
  const [done, setDone] = useState('');
  const [beginning, setBeginning] = useState(false);
  const { errors, clear, take } = useProofErrors();
  const adding = useWrong(wrong);
  const removing = useWrong(errors.password, errors.code);
  const run = async (work: () => Promise<void>) => {
    setFault(null);
    setDone('');
    setWrong('');
    clear();
    try {
      await work();
    } catch (failure) {
      const refused = asFault(failure);
      if (fieldOf(refused) === 'code') setWrong(t('signin.badcode'));
      else if (!take(refused, proof)) setFault(refused);
    }
  };
  const begin = () =>
    run(async () => {
      setOffer(await call('POST', 'api/totp', proofOf(proof, false)));
      setProof(noProof);
      setBeginning(false);
    });
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
      await call('DELETE', 'api/totp', proofOf(proof, true));
      setProof(noProof);
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
      {!on && !offer && !beginning && (
        <button type="button" className="primary" onClick={() => setBeginning(true)}>
          {t('totp.begin')}
        </button>
      )}
      {!on && !offer && beginning && (
        <form
          ref={removing}
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          <ProofFields proof={proof} change={setProof} totp={false} errors={errors} />
          <button type="submit" className="primary">
            {t('totp.begin')}
          </button>
        </form>
      )}
      {!on && offer && (
        <form
          ref={adding}
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
          <Field label={t('signin.code')} error={wrong || undefined}>
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
          ref={removing}
          onSubmit={(event) => {
            event.preventDefault();
            void remove();
          }}
        >
          <ProofFields proof={proof} change={setProof} totp errors={errors} />
          <button type="submit">{t('totp.remove')}</button>
        </form>
      )}
    </Card>
  );
}
