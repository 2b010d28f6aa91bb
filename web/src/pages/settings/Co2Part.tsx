import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Notice } from '../../components/Parts.tsx';
import { FaultyForm, Input, triedOf, untried, useErrors } from './form.tsx';
import { PartHead } from './PartHead.tsx';
import type { Co2 } from './types.ts';
import { useSettings } from './words.ts';

const empty = { from: '', kgPerKwh: '', source: '' };

/** What a kWh from the grid is taken to emit: declared from a day on, with its source. */
export function Co2Part() {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const known = useApi<Co2>(path('settings/co2'));
  const [said, setSaid] = useState(false);
  return (
    <>
      <PartHead title={s('co2')} lead={s('co2.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{s('co2.done')}</p>
        </Notice>
      )}
      <Awaited from={known}>
        {(all) => (
          <>
            <Card title={s('co2.now')}>
              <p>
                <strong>{s('co2.unit', { kg: f.number(all.nowKgPerKwh, 4) })}</strong>
              </p>
              <p className="small">{s('co2.usual', { kg: f.number(all.usualKgPerKwh, 4) })}</p>
            </Card>
            <Card title={s('co2.save')}>
              <Declare
                key={all.seen}
                seen={all.seen}
                done={() => {
                  setSaid(true);
                  known.reload();
                }}
                reload={known.reload}
              />
            </Card>
            <Card title={s('co2.history')}>
              <DataTable
                caption={s('co2.history')}
                file="fattore-co2"
                rows={all.factors}
                id={(row) => row.revision}
                empty={s('co2.none')}
                columns={[
                  { key: 'from', header: s('co2.from'), value: (row) => row.from, show: (row) => f.day(row.from) },
                  { key: 'kg', header: s('co2.kg'), unit: 'kg', decimals: 4, value: (row) => row.kgPerKwh },
                  {
                    key: 'source',
                    header: s('co2.source'),
                    value: (row) => row.source,
                    show: (row) => <span data-own>{row.source}</span>,
                  },
                  {
                    key: 'who',
                    header: s('history.who'),
                    roomy: true,
                    value: (row) => row.who,
                    show: (row) => (
                      <span data-own>
                        {row.who}, {f.moment(row.at)}
                      </span>
                    ),
                  },
                ]}
              />
            </Card>
          </>
        )}
      </Awaited>
    </>
  );
}

function Declare({ seen, done, reload }: { seen: number; done(): void; reload(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(untried);
  const [again, setAgain] = useState(false);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path('settings/co2')!, { seen, ...form });
      done();
    } catch (failure) {
      if (failure instanceof Fault && failure.status === 409) {
        setAgain(true);
        reload();
      } else setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('co2.save')}>
      {again && (
        <Notice kind="bad" role="alert">
          <p>{s('co2.again')}</p>
        </Notice>
      )}
      <div className="fields">
        <Input
          name="from"
          label={s('co2.from')}
          type="date"
          value={form.from}
          set={(from) => setForm({ ...form, from })}
          error={error('from')}
        />
        <Input
          name="kgPerKwh"
          label={s('co2.kg')}
          value={form.kgPerKwh}
          set={(kgPerKwh) => setForm({ ...form, kgPerKwh })}
          error={error('kgPerKwh')}
          max={12}
        />
        <Input
          name="source"
          label={s('co2.source')}
          hint={s('co2.source.hint')}
          value={form.source}
          set={(source) => setForm({ ...form, source })}
          error={error('source')}
          max={500}
        />
      </div>
      <div className="actions">
        <button type="submit" className="primary">
          {s('co2.save')}
        </button>
      </div>
    </FaultyForm>
  );
}
