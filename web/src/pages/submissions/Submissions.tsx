import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useMayChange } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead } from '../../components/Parts.tsx';
import { Layouts } from './Layouts.tsx';
import { OneSubmission } from './OneSubmission.tsx';
import { kinds, type Submission, type SubmissionList } from './types.ts';
import { useSubmissions } from './words.ts';

/** The packages for GSE and ARERA: made, handed over or sent, answered, corrected. */
export function Submissions() {
  const { s } = useSubmissions();
  const path = useCommunityPath();
  const list = useApi<SubmissionList>(path('submissions'), 30_000);
  const mayChange = useMayChange();
  const [said, setSaid] = useState('');
  const done = (words: string) => {
    setSaid(words);
    list.reload();
  };
  return (
    <>
      <PageHead title={s('title')} lead={s('lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <Awaited from={list}>
        {({ canSend, submissions }) => (
          <>
            {!canSend && (
              <Notice>
                <p>{s('by.hand')}</p>
              </Notice>
            )}
            {mayChange && <Preparing done={done} />}
            <Card title={s('all')}>
              {submissions.length === 0 ? (
                <p className="empty">{s('none')}</p>
              ) : (
                <ul className="plain lines">
                  {submissions.map((one) => (
                    <li key={one.id}>
                      <OneSubmission one={one} canSend={canSend} done={done} />
                    </li>
                  ))}
                </ul>
              )}
            </Card>
            <Layouts />
          </>
        )}
      </Awaited>
    </>
  );
}

function Preparing({ done }: { done(words: string): void }) {
  const { s, t } = useSubmissions();
  const path = useCommunityPath();
  const [month, setMonth] = useState('');
  const [kind, setKind] = useState<string>(kinds[0]);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const prepare = async () => {
    setBusy(true);
    setFault(null);
    try {
      await call<Submission>('POST', path('submissions')!, { month, kind });
      done(s('ready'));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
    setBusy(false);
  };
  return (
    <Card title={s('new')}>
      {fault && <FaultNotice fault={fault} />}
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void prepare();
        }}
      >
        <Field label={t('month')}>
          {(ids) => (
            <input {...ids} type="month" required value={month} onChange={(event) => setMonth(event.target.value)} />
          )}
        </Field>
        <Field label={s('kind')}>
          {(ids) => (
            <select {...ids} value={kind} onChange={(event) => setKind(event.target.value)}>
              {kinds.map((one) => (
                <option key={one} value={one}>
                  {s(`kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="primary" disabled={busy || month === ''}>
          {s('prepare')}
        </button>
      </form>
    </Card>
  );
}
