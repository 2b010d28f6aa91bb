import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useSession } from '../../api/session.tsx';
import { Notice } from '../../components/Parts.tsx';
import { noProof, proofByPasskey, ProofFields, proofOf, useProofErrors } from '../people/ProofFields.tsx';
import { Choice, FaultyForm, Input, triedOf, untried, useErrors } from './form.tsx';
import type { MailStanding } from './types.ts';
import { useSettings } from './words.ts';

const ways = ['starttls', 'tls', 'none'] as const;

/** How letters go, written by whoever runs the house: the server is tried before anything is kept. */
export function MailForm({ all, kept }: { all: MailStanding; kept(): void }) {
  const { s, named } = useSettings();
  const { me } = useSession();
  const path = useCommunityPath();
  const [form, setForm] = useState(() => ({
    host: all.host ?? '',
    port: all.port === null ? '' : String(all.port),
    security: all.security ?? 'starttls',
    from: all.from ?? '',
    replyTo: all.replyTo ?? '',
    username: all.username ?? '',
    mailPassword: '',
  }));
  const [proof, setProof] = useState(noProof);
  const [tried, setTried] = useState(untried);
  const [said, setSaid] = useState<'' | 'busy' | 'saved' | 'stopped'>('');
  const { errors, clear, take } = useProofErrors();
  const error = useErrors(tried);
  const totp = me?.totp ?? false;
  const send = async (shown: () => Promise<object>) => {
    setTried(untried);
    clear();
    setSaid('busy');
    try {
      await call('PUT', path('settings/mail')!, { ...form, ...(await shown()) });
      setForm({ ...form, mailPassword: '' });
      setProof(noProof);
      setSaid('saved');
      kept();
    } catch (failure) {
      setSaid(failure instanceof Fault ? '' : 'stopped');
      if (failure instanceof Fault && !take(failure, proof)) setTried(triedOf(failure));
    }
  };
  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    set: (value: string) => setForm({ ...form, [name]: value }),
    error: error(name),
  });
  return (
    <FaultyForm tried={tried} send={() => send(async () => proofOf(proof, totp))} label={s('mail.write')}>
      <p>{s('mail.write.words')}</p>
      <div className="fields">
        <Input {...field('host')} label={s('mail.host')} hint={s('mail.host.hint')} max={253} />
        <Input {...field('port')} label={s('mail.port')} hint={s('mail.port.hint')} max={5} />
        <Choice
          {...field('security')}
          label={s('mail.security')}
          options={ways.map((way) => [way, named('mail.security', way)])}
        />
        <Input {...field('from')} label={s('mail.from')} hint={s('mail.from.hint')} max={320} />
        <Input {...field('replyTo')} label={s('mail.reply')} hint={s('mail.reply.hint')} max={320} />
        <Input {...field('username')} label={s('mail.username')} hint={s('mail.username.hint')} max={320} />
        <Input
          {...field('mailPassword')}
          label={s('mail.password.new')}
          hint={all.hasPassword ? s('mail.password.keep') : undefined}
          type="password"
          max={1000}
        />
      </div>
      <fieldset className="field">
        <legend>{s('mail.proof')}</legend>
        <ProofFields proof={proof} change={setProof} totp={totp} errors={errors} />
      </fieldset>
      <div className="actions">
        <button type="submit" className="primary" disabled={said === 'busy'}>
          {s('mail.go')}
        </button>
        <button type="button" disabled={said === 'busy'} onClick={() => void send(proofByPasskey)}>
          {s('mail.go.passkey')}
        </button>
      </div>
      <div role="status">
        {said === 'busy' && <p>{s('mail.busy')}</p>}
        {said === 'saved' && <Notice kind="good">{s('mail.saved')}</Notice>}
        {said === 'stopped' && <Notice kind="warn">{s('mail.stopped')}</Notice>}
      </div>
    </FaultyForm>
  );
}
