import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { PartHead } from './PartHead.tsx';
import type { Backup } from './types.ts';
import { useSettings } from './words.ts';

const whileRunning = 2_000;
const mebibyte = 1024 * 1024;

/** The backups: what is there, what comes, and one made now. */
export function BackupPart() {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const [fast, setFast] = useState(false);
  const backup = useApi<Backup>(path('settings/backup'), fast ? whileRunning : 0);
  const running = backup.data?.job.state === 'running';
  if (running !== fast && backup.data) setFast(running);
  const rows = (all: Backup): [string, string][] => [
    [
      s('backup.last'),
      all.last === null
        ? s('backup.never')
        : `${f.moment(all.last)}${all.lastBytes === null ? '' : ` (${f.number(all.lastBytes / mebibyte, 1)} MB)`}`,
    ],
    [s('backup.next'), all.next === null ? s('backup.never') : f.moment(all.next)],
    [s('backup.count'), f.number(all.count)],
    [s('backup.keep'), s('backup.keep.words', { d: all.keepDaily, w: all.keepWeekly, m: all.keepMonthly })],
    [s('backup.folder'), all.folder ?? ''],
  ];
  return (
    <>
      <PartHead title={s('backup')} lead={s('backup.lead')} />
      <Awaited from={backup}>
        {(all) => (
          <>
            <Card title={s('backup.standing')}>
              {all.folder === null && (
                <Notice kind="warn">
                  <p>{s('backup.nofolder')}</p>
                </Notice>
              )}
              {all.failure !== null && (
                <Notice kind="bad">
                  <p>{s('backup.failure', { at: all.failedAt ? f.moment(all.failedAt) : '' })}</p>
                  <p className="small" lang="en" data-own>
                    {all.failure}
                  </p>
                </Notice>
              )}
              {all.folder !== null && (
                <dl className="pairs">
                  {rows(all).map(([name, value]) => (
                    <div key={name}>
                      <dt>{name}</dt>
                      <dd data-own>{value}</dd>
                    </div>
                  ))}
                </dl>
              )}
              <p>{s('backup.off')}</p>
            </Card>
            <Now all={all} begun={backup.reload} />
            <Card title={s('backup.restore')}>
              <p>{s('backup.restore.words')}</p>
              <pre data-own tabIndex={0}>
                {all.restoreCommand}
              </pre>
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}

function Now({ all, begun }: { all: Backup; begun(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [fault, setFault] = useState<Fault | null>(null);
  const begin = async () => {
    setFault(null);
    try {
      await call('POST', path('settings/backup')!, {});
      begun();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={s('backup.now')}>
      <p>{s('backup.now.words')}</p>
      {all.folder !== null && (
        <div className="actions">
          <button type="button" className="primary" disabled={all.job.state === 'running'} onClick={() => void begin()}>
            {s('backup.now')}
          </button>
        </div>
      )}
      <div role="status">
        {all.job.state !== 'idle' && (
          <Notice kind={all.job.state === 'failed' ? 'bad' : all.job.state === 'done' ? 'good' : 'info'}>
            <p>{s(`backup.${all.job.state}`)}</p>
            {all.job.words && (
              <p className="small" lang="en" data-own>
                {all.job.words}
              </p>
            )}
          </Notice>
        )}
      </div>
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
