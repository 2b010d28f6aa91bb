import { useState } from 'react';
import { Fault } from '../../api/client.ts';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Notice, PageHead } from '../../components/Parts.tsx';
import { actingFor, address, Link, usePlace } from '../../router.tsx';
import { Whose } from '../mine/Whose.tsx';
import { AskForm } from './AskForm.tsx';
import { OwnPapers } from './OwnPapers.tsx';
import { OneRequest } from './OneRequest.tsx';
import type { Look, MemberRequest } from './types.ts';
import { usePrivacy } from './words.ts';

/** What is kept of a member, who looked at it, and what it may ask. */
export function Privacy() {
  const { p, t, f, code, named } = usePrivacy();
  const looks = useApi<Look[]>('api/mine/looks');
  const requests = useApi<MemberRequest[]>('api/mine/requests');
  const [said, setSaid] = useState('');
  const acting = actingFor();
  // Who comes to ask finds the form first.
  const asking = usePlace().query.has('chiedi');
  const done = (words: string) => {
    setSaid(words);
    requests.reload();
  };
  return (
    <>
      <Whose fault={looks.fault} />
      <PageHead title={p('title')} lead={p('lead')}>
        <Link className="button" to="io">
          {p('back')}
        </Link>
      </PageHead>
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      {asking && <Ask done={done} />}
      <Card title={p('looks')}>
        <p>{p('looks.words')}</p>
        <Awaited from={looks}>
          {(all) => (
            <DataTable
              caption={p('looks')}
              file="accessi-ai-miei-dati"
              rows={all}
              id={(row) => row.id}
              empty={p('looks.none')}
              columns={[
                { key: 'at', header: p('looks.when'), value: (row) => row.at, show: (row) => f.moment(row.at) },
                {
                  key: 'who',
                  header: p('looks.who'),
                  value: (row) =>
                    `${row.who} (${row.roles.map((role) => code('role', role)).join(', ')})` +
                    (row.token ? p('looks.token', { name: row.token, by: row.tokenBy ?? '?' }) : ''),
                },
                { key: 'kind', header: p('looks.what'), value: (row) => named('kind', row.kind === 'plant' && row.ofAll ? 'plants' : row.kind) },
              ]}
            />
          )}
        </Awaited>
        <p>
          <a href={address('api/mine/looks?format=csv')} download>
            {p('looks.file')}
          </a>
        </p>
      </Card>
      {acting === null && <OwnPapers />}
      {acting === null && <ExportCard />}
      <Card title={p('requests')}>
        <Awaited from={requests} rows={1}>
          {(all) =>
            all.length === 0 ? (
              <p className="empty">{p('requests.none')}</p>
            ) : (
              <ul className="plain lines">
                {all.map((one) => (
                  <li key={one.id}>
                    <OneRequest request={one} done={done} />
                  </li>
                ))}
              </ul>
            )
          }
        </Awaited>
      </Card>
      {!asking && <Ask done={done} />}
      <p className="small">
        <Link to="profilo">{t('nav.profile')}</Link>
      </p>
    </>
  );
}

function Ask({ done }: { done(words: string): void }) {
  const { p } = usePrivacy();
  return (
    <Card title={p('ask')}>
      <AskForm done={done} />
    </Card>
  );
}

/** Fetched here and not by a plain link: what goes wrong is said on the page. */
function ExportCard() {
  const { p } = usePrivacy();
  const [state, setState] = useState<'ready' | 'busy' | 'done'>('ready');
  const [fault, setFault] = useState<Fault | null>(null);
  const fetchAll = async () => {
    setState('busy');
    setFault(null);
    try {
      const response = await fetch(address('api/mine/export'), { credentials: 'same-origin' });
      if (!response.ok) throw new Fault(response.status, null);
      const place = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = place;
      link.download = 'i-miei-dati.zip';
      link.click();
      setTimeout(() => URL.revokeObjectURL(place), 10_000);
      setState('done');
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setState('ready');
    }
  };
  return (
    <Card title={p('export')}>
      <p>{p('export.words')}</p>
      {fault && <FaultNotice fault={fault} />}
      <div className="actions">
        <button type="button" className="primary" disabled={state === 'busy'} onClick={() => void fetchAll()}>
          {p('export.do')}
        </button>
      </div>
      <p className="small" role="status">
        {state === 'busy' ? p('export.busy') : state === 'done' ? p('export.done') : ''}
      </p>
    </Card>
  );
}
