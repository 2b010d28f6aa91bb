import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { Letter, LetterDetail } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, PageHead, Window } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { address } from '../router.tsx';
import { HeldBack } from './mail/HeldBack.tsx';
import { useMailWords } from './mail/words.ts';

const colour: Record<Letter['state'], string> = {
  waiting: 'warn',
  sent: 'good',
  failed: 'bad',
  uncertain: 'warn',
  bounced: 'bad',
  withheld: 'warn',
};
const again: Letter['state'][] = ['failed', 'uncertain', 'bounced', 'withheld'];

/** What was mailed, what waits, what came back. */
export function Mail() {
  const { m, t, f } = useMailWords();
  const standing = (state: Letter['state']) => (state === 'withheld' ? m('withheld') : t(`mail.${state}`));
  const path = useCommunityPath();
  const mail = useApi<Letter[]>(path('mail'), 30_000);
  const mayChange = useMayChange();
  const [open, setOpen] = useState<Letter | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const retry = (letter: Letter) => {
    const words = letter.state === 'uncertain' ? 'mail.retry.uncertain' : 'mail.retry.sure';
    if (!window.confirm(t(words, { subject: letter.subject }))) return;
    setFault(null);
    call<void>('POST', path(`mail/${letter.id}/retry`)!).then(mail.reload, (failure: unknown) =>
      setFault(failure instanceof Fault ? failure : new Fault(0, null)),
    );
  };
  return (
    <>
      <PageHead title={t('nav.mail')} lead={t('mail.lead')} />
      {fault && <FaultNotice fault={fault} />}
      <Card>
        <Awaited from={mail}>
          {(all) => (
            <DataTable
              caption={t('nav.mail')}
              file="posta"
              rows={all}
              id={(row) => row.id}
              empty={t('mail.none')}
              columns={[
                {
                  key: 'subject',
                  header: t('mail.subject'),
                  value: (row) => row.subject,
                  show: (row) => (
                    <button type="button" className="link" onClick={() => setOpen(row)}>
                      {row.subject}
                    </button>
                  ),
                },
                {
                  key: 'state',
                  header: t('mail.state'),
                  value: (row) => standing(row.state),
                  show: (row) => (
                    <>
                      <span className={`tag ${colour[row.state]}`}>{standing(row.state)}</span>
                      {row.problem && <span className="note">{row.problem}</span>}
                    </>
                  ),
                },
                { key: 'to', header: t('mail.to'), value: (row) => row.to },
                { key: 'attempts', header: t('mail.attempts'), decimals: 0, value: (row) => row.attempts },
                { key: 'at', header: t('mail.at'), value: (row) => row.at, show: (row) => f.moment(row.at) },
                ...(mayChange && all.some((row) => again.includes(row.state))
                  ? [
                      {
                        key: 'act',
                        header: t('mail.act'),
                        value: () => null,
                        show: (row: Letter) =>
                          again.includes(row.state) && (
                            <span className="acts">
                              <button type="button" className="quiet" onClick={() => retry(row)}>
                                {t('mail.retry')}
                                <span className="visually-hidden"> {row.subject}</span>
                              </button>
                            </span>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )}
        </Awaited>
      </Card>
      <HeldBack />
      {open && (
        <Window wide title={open.subject} close={() => setOpen(null)}>
          <Opened id={open.id} />
        </Window>
      )}
    </>
  );
}

function Opened({ id }: { id: Letter['id'] }) {
  const { t, f } = useWords();
  const path = useCommunityPath();
  const letter = useApi<LetterDetail>(path(`mail/${id}`));
  return (
    <Awaited from={letter} rows={2}>
      {(data) => {
        const headers = Array.isArray(data.headers)
          ? data.headers.map(({ name, value }) => [name, value] as const)
          : Object.entries(data.headers);
        return (
          <>
            <dl className="headers">
              {headers.map(([name, value], place) => (
                <div key={place}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {data.attachments.length > 0 && (
              <ul className="plain acts">
                {data.attachments.map(({ name, bytes }, place) => (
                  <li key={name}>
                    <a href={address(path(`mail/${id}/attachments/${place + 1}`)!)} download={name}>
                      {name}
                    </a>{' '}
                    <span className="small">{f.bytes(bytes)}</span>
                  </li>
                ))}
              </ul>
            )}
            {data.html ? (
              <iframe className="paper" sandbox="" title={t('mail.body')} srcDoc={data.html} />
            ) : (
              <pre className="letter">{data.text}</pre>
            )}
          </>
        );
      }}
    </Awaited>
  );
}
