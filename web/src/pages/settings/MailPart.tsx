import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { MailForm } from './MailForm.tsx';
import { PartHead } from './PartHead.tsx';
import type { MailStanding } from './types.ts';
import { useSettings } from './words.ts';

/** How letters go: read from the settings file, tried from here. */
export function MailPart() {
  const { s } = useSettings();
  const path = useCommunityPath();
  const mail = useApi<MailStanding>(path('settings/mail'));
  return (
    <>
      <PartHead title={s('mail')} lead={s('mail.lead')} />
      <Awaited from={mail}>
        {(all) => (
          <>
            <Card title={s('mail.how')}>
              <Notice kind={all.state === 'server' ? 'good' : 'warn'}>
                <p>{s(`mail.${all.state}`)}</p>
                {all.problem && (
                  <p className="small" lang="en">
                    {all.problem}
                  </p>
                )}
              </Notice>
              {all.state !== 'folder' && <How all={all} />}
              <p>
                <Link to="posta">{s('mail.letters')}</Link>
              </p>
            </Card>
            <Trial />
            {all.isWritable ? (
              <Card title={s('mail.write')}>
                <MailForm all={all} kept={mail.reload} />
              </Card>
            ) : (
              <Card title={s('mail.line')}>
                <p>{s('mail.line.words')}</p>
                <pre data-own tabIndex={0}>
                  {all.line}
                </pre>
              </Card>
            )}
          </>
        )}
      </Awaited>
    </>
  );
}

function How({ all }: { all: MailStanding }) {
  const { s, named } = useSettings();
  const rows: [string, string | null][] = [
    [s('mail.host'), all.host && (all.port ? `${all.host}:${all.port}` : all.host)],
    [s('mail.security'), all.security && named('mail.security', all.security)],
    [s('mail.from'), all.from],
    [s('mail.reply'), all.replyTo],
    [s('mail.username'), all.username],
    [s('mail.password'), s(all.hasPassword ? 'mail.password.yes' : 'mail.password.no')],
  ];
  return (
    <dl className="pairs">
      {rows.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd data-own>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A letter to oneself, with the server's answer in words. */
function Trial() {
  const { s, named } = useSettings();
  const path = useCommunityPath();
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<{ state: string; words: string } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const send = async () => {
    setBusy(true);
    setFault(null);
    setAnswer(null);
    try {
      setAnswer(await call<{ state: string; words: string }>('POST', path('settings/mail/trial')!, {}));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={s('mail.trial')}>
      <p>{s('mail.trial.words')}</p>
      <div className="actions">
        <button type="button" className="primary" disabled={busy} onClick={() => void send()}>
          {s('mail.trial.go')}
        </button>
      </div>
      <div role="status">
        {busy && <p>{s('mail.trial.busy')}</p>}
        {answer && (
          <Notice kind={answer.state === 'failed' ? 'bad' : 'good'}>
            <p>{named('mail.trial', answer.state)}</p>
            <p className="small" lang="en" data-own>
              {answer.words}
            </p>
          </Notice>
        )}
        {fault?.status === 409 ? (
          <Notice kind="warn">
            <p>{s('mail.trial.noaddress')}</p>
          </Notice>
        ) : (
          fault && <FaultNotice fault={fault} />
        )}
      </div>
    </Card>
  );
}
