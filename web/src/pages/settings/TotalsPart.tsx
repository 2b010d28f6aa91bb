import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, Notice } from '../../components/Parts.tsx';
import { Choice, FaultyForm, Input, triedOf, untried, useErrors } from './form.tsx';
import { PartHead } from './PartHead.tsx';
import type { TotalConsents } from './types.ts';
import { useSettings } from './words.ts';

const empty = { member: '', from: '', to: '', evidence: '' };

/** Which producers let their production be in totals that everybody sees: recorded, and taken back. */
export function TotalsPart() {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const known = useApi<TotalConsents>(path('total-consents'));
  const [said, setSaid] = useState<'totals.done' | 'totals.gone' | null>(null);
  const done = (words: 'totals.done' | 'totals.gone') => {
    setSaid(words);
    known.reload();
  };
  return (
    <>
      <PartHead title={s('totals')} lead={s('totals.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{s(said)}</p>
        </Notice>
      )}
      <Awaited from={known}>
        {(all) => (
          <>
            <Card title={s('totals.why')}>
              <p>{s('totals.why.words', { n: all.fewestProducers })}</p>
              <p>{s(all.producers.length >= all.fewestProducers ? 'totals.many' : 'totals.few', { n: all.producers.length })}</p>
            </Card>
            {all.producers.length > 0 && (
              <Card title={s('totals.save')}>
                <Give key={`give ${all.consents.length}`} all={all} done={() => done('totals.done')} />
              </Card>
            )}
            <Card title={s('totals.list')}>
              <DataTable
                caption={s('totals.list')}
                file="consensi-totali"
                rows={all.consents}
                id={(row) => row.id}
                empty={s('totals.none')}
                columns={[
                  { key: 'name', header: s('member'), value: (row) => row.name, show: (row) => <span data-own>{row.name}</span> },
                  {
                    key: 'term',
                    header: s('totals.term'),
                    value: (row) => row.from,
                    show: (row) =>
                      row.to === null
                        ? s('totals.from', { from: f.day(row.from) })
                        : s('totals.fromto', { from: f.day(row.from), to: f.day(row.to) }),
                  },
                  {
                    key: 'evidence',
                    header: s('totals.evidence'),
                    roomy: true,
                    value: (row) => row.evidence,
                    show: (row) => (
                      <span data-own>
                        {row.evidence} ({row.author}, {f.moment(row.at)})
                      </span>
                    ),
                  },
                  {
                    key: 'state',
                    header: s('totals.state'),
                    value: (row) => row.withdrawnAt ?? '',
                    show: (row) =>
                      row.withdrawnAt === null ? s('totals.stands') : s('totals.withdrawn', { at: f.moment(row.withdrawnAt) }),
                  },
                ]}
              />
            </Card>
            {all.consents.some((one) => one.withdrawnAt === null) && (
              <Card title={s('totals.withdraw')}>
                <Withdraw key={`take ${all.consents.length}`} all={all} done={() => done('totals.gone')} />
              </Card>
            )}
          </>
        )}
      </Awaited>
    </>
  );
}

function Give({ all, done }: { all: TotalConsents; done(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [form, setForm] = useState(empty);
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path('total-consents')!, { ...form, member: Number(form.member), to: form.to || null });
      done();
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('totals.save')}>
      <div className="fields">
        <Choice
          name="member"
          label={s('member')}
          value={form.member}
          set={(member) => setForm({ ...form, member })}
          error={error('member')}
          empty={s('choose')}
          options={all.producers.map((one) => [String(one.member), one.name] as const)}
        />
        <Input
          name="from"
          label={s('totals.first')}
          hint={s('totals.first.hint')}
          type="date"
          value={form.from}
          set={(from) => setForm({ ...form, from })}
          error={error('from')}
        />
        <Input
          name="to"
          label={s('totals.last')}
          hint={s('totals.last.hint')}
          type="date"
          value={form.to}
          set={(to) => setForm({ ...form, to })}
          error={error('to')}
        />
        <Input
          name="evidence"
          label={s('totals.evidence')}
          hint={s('totals.evidence.hint')}
          value={form.evidence}
          set={(evidence) => setForm({ ...form, evidence })}
          error={error('evidence')}
          max={2000}
        />
      </div>
      <div className="actions">
        <button type="submit" className="primary">
          {s('totals.save')}
        </button>
      </div>
    </FaultyForm>
  );
}

function Withdraw({ all, done }: { all: TotalConsents; done(): void }) {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const [consent, setConsent] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    if (consent === '') {
      setTried({ ...untried, faults: [{ field: 'consent', code: 'needed', found: '', expected: '' }] });
      return;
    }
    try {
      await call('POST', path(`total-consents/${consent}/withdraw`)!, { reason });
      done();
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('totals.withdraw')}>
      <p>{s('totals.withdraw.words')}</p>
      <div className="fields">
        <Choice
          name="consent"
          label={s('totals.which')}
          value={consent}
          set={setConsent}
          error={error('consent')}
          empty={s('choose')}
          options={all.consents
            .filter((one) => one.withdrawnAt === null)
            .map((one) => [String(one.id), `${one.name}, ${s('totals.from', { from: f.day(one.from) })}`] as const)}
        />
        <Input
          name="reason"
          label={s('totals.reason')}
          value={reason}
          set={setReason}
          error={error('reason')}
          max={2000}
        />
      </div>
      <div className="actions">
        <button type="submit">{s('totals.withdraw')}</button>
      </div>
    </FaultyForm>
  );
}
