import { type FormEvent, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead, Window } from '../../components/Parts.tsx';
import { unknown } from '../../format.ts';
import { spoken } from '../../names.ts';
import { Link } from '../../router.tsx';
import { Entries } from './Entries.tsx';
import type { SaleMonth, SalePlant, SaleYear } from './types.ts';
import { useMoney } from './words.ts';
import { useYear, YearChoice } from './Year.tsx';

const kinds = ['sale', 'imbalance', 'fee', 'other'];

/** The sale of energy to GSE: a ledger that is never added to the incentives. */
export function Sale() {
  const { m } = useMoney();
  const year = useYear();
  const path = useCommunityPath();
  const sale = useApi<SaleYear>(path(`sale?year=${year}`));
  return (
    <>
      <PageHead title={m('sale.title')} lead={m('sale.lead')}>
        <Link to={`denaro?anno=${year}`}>{m('to.money')}</Link>
      </PageHead>
      <YearChoice year={year} />
      <Awaited from={sale}>
        {(all) => (
          <>
            <Plants all={all} reload={sale.reload} />
            <Months all={all} />
            <Entries
              key={all.year}
              at="sale/entries"
              year={all.year}
              entries={all.entries}
              kinds={kinds}
              plants={all.plants}
              reload={sale.reload}
            />
          </>
        )}
      </Awaited>
    </>
  );
}

function Plants({ all, reload }: { all: SaleYear; reload(): void }) {
  const { m, t, f } = useMoney();
  const may = useHasRole('administrator', 'operator', 'accountant');
  const [changed, setChanged] = useState<SalePlant | null>(null);
  return (
    <Card title={m('sale.plants')}>
      {all.partOfPlants && (
        <Notice kind="warn">
          <p>{m('sale.part')}</p>
        </Notice>
      )}
      <DataTable
        caption={m('sale.plants')}
        file="vendita-impianti"
        rows={all.plants}
        id={(row) => row.id}
        columns={[
          { key: 'plant', header: t('plant'), value: (row) => spoken(row.name) },
          {
            key: 'from',
            header: m('sale.from'),
            value: (row) => row.from,
            show: (row) => (row.from ? f.day(row.from) : m('sale.never')),
          },
          {
            key: 'to',
            header: m('sale.to'),
            value: (row) => row.to,
            show: (row) => (row.to ? f.day(row.to) : row.from ? m('sale.going') : unknown),
          },
          {
            key: 'reason',
            header: m('reason'),
            roomy: true,
            value: (row) => row.reason,
            show: (row) => (
              <>
                {row.reason ?? unknown}
                {row.at && (
                  <span className="note">
                    {row.by}, {f.moment(row.at)}
                  </span>
                )}
              </>
            ),
          },
          ...(may
            ? [
                {
                  key: 'act',
                  header: m('entries.act'),
                  value: () => null,
                  show: (row: SalePlant) => (
                    <span className="acts">
                      <button type="button" className="quiet" onClick={() => setChanged(row)}>
                        {m('sale.change')}
                        <span className="visually-hidden"> {spoken(row.name)}</span>
                      </button>
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
      {changed && <Declaration plant={changed} close={() => setChanged(null)} reload={reload} />}
    </Card>
  );
}

function Declaration({ plant, close, reload }: { plant: SalePlant; close(): void; reload(): void }) {
  const { m } = useMoney();
  const path = useCommunityPath();
  const [form, setForm] = useState({ from: plant.from ?? '', to: plant.to ?? '', reason: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [key]: event.target.value });
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await call('PUT', path(`sale/plants/${plant.id}`)!, {
        from: form.from || null,
        to: form.to || null,
        reason: form.reason,
      });
      reload();
      close();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Window title={m('sale.change.title', { name: spoken(plant.name) })} close={close}>
      <form className="fields" onSubmit={(event) => void send(event)}>
        <Field label={m('sale.from')} hint={m('sale.from.hint')}>
          {(ids) => <input {...ids} type="date" value={form.from} onChange={set('from')} />}
        </Field>
        <Field label={m('sale.to')}>
          {(ids) => <input {...ids} type="date" value={form.to} min={form.from} onChange={set('to')} />}
        </Field>
        <Field label={m('reason')}>
          {(ids) => <input {...ids} required maxLength={500} value={form.reason} onChange={set('reason')} />}
        </Field>
        <button type="submit" className="primary">
          {m('save')}
        </button>
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Window>
  );
}

function Months({ all }: { all: SaleYear }) {
  const { m, t, f } = useMoney();
  const [open, setOpen] = useState<SaleMonth | null>(null);
  const lack = (reading: boolean, price: boolean) =>
    m(reading && price ? 'sale.missing.both' : reading ? 'sale.missing.reading' : 'sale.missing.price');
  return (
    <Card title={m('sale.months')}>
      <p>{m('sale.estimate.note')}</p>
      <DataTable
        caption={m('sale.months')}
        file={`vendita-${all.year}`}
        rows={all.months}
        id={(row) => row.month}
        empty={m('sale.none')}
        columns={[
          { key: 'month', header: t('month'), value: (row) => row.month, show: (row) => f.month(row.month) },
          {
            key: 'estimate',
            header: m('sale.estimate'),
            unit: '€',
            decimals: 2,
            value: (row) => row.estimateEur,
            show: (row) => (
              <>
                {row.estimateEur === null ? unknown : f.number(row.estimateEur, 2)}
                {row.estimateEur !== null && <span className="note">{m('estimate')}</span>}
              </>
            ),
          },
          { key: 'injected', header: m('sale.injected'), unit: 'kWh', decimals: 1, value: (row) => row.injectedKwh },
          {
            key: 'missing',
            header: m('sale.missing'),
            value: (row) => row.missingHours,
            show: (row) => {
              const words = m('sale.missing.of', { n: f.number(row.missingHours), all: f.number(row.hours) });
              return row.missingHours === 0 ? (
                words
              ) : (
                <button type="button" className="link" onClick={() => setOpen(row)}>
                  {words}
                  <span className="visually-hidden">, {f.month(row.month)}</span>
                </button>
              );
            },
          },
          { key: 'advised', header: m('advised'), unit: '€', decimals: 2, value: (row) => row.advisedEur },
          { key: 'received', header: m('received'), unit: '€', decimals: 2, value: (row) => row.receivedEur },
          { key: 'diff', header: m('sale.diff'), unit: '€', decimals: 2, value: (row) => row.advisedLessEstimateEur },
          {
            key: 'published',
            header: m('sale.published'),
            roomy: true,
            value: (row) => row.publishedBy,
            show: (row) => f.day(row.publishedBy),
          },
          { key: 'paid', header: m('sale.paid'), value: (row) => row.paidOn, show: (row) => f.day(row.paidOn) },
        ]}
      />
      {open && (
        <Window title={m('sale.missing.title', { month: f.month(open.month) })} close={() => setOpen(null)}>
          {open.missingHours > open.missing.length && <p>{m('sale.missing.more', { n: f.number(open.missing.length) })}</p>}
          <DataTable
            caption={m('sale.missing')}
            file={`ore-mancanti-${open.month}`}
            rows={open.missing}
            id={(row) => row.from + row.unit}
            columns={[
              { key: 'hour', header: m('hour'), value: (row) => row.from, show: (row) => f.moment(row.from) },
              { key: 'unit', header: m('unit'), value: (row) => spoken(row.unit) },
              { key: 'lacks', header: m('lacks'), value: (row) => lack(row.reading, row.price) },
            ]}
          />
        </Window>
      )}
    </Card>
  );
}
