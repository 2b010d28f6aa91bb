import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Awaited, Card, FaultNotice, Window } from '../../components/Parts.tsx';
import { BookingForm, Bookings } from './Booking.tsx';
import { FileForm } from './FileForm.tsx';
import type { Booked, Movement } from './types.ts';
import { usePayoutWords } from './words.ts';

/** Takes in what the bank sends, and shows what is of no payment. */
export function BankFiles({ reload }: { reload(): void }) {
  const { m, f } = usePayoutWords();
  const path = useCommunityPath();
  const may = useHasRole('administrator', 'operator', 'accountant');
  const tells = useHasRole('administrator', 'accountant');
  const movements = useApi<Movement[]>(path('bank/movements'));
  const bookings = useApi<Booked[]>(path('bank/bookings'));
  const [booked, setBooked] = useState<Movement | null>(null);
  const changed = () => {
    setBooked(null);
    movements.reload();
    bookings.reload();
    reload();
  };
  const [said, setSaid] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const release = async () => {
    setFault(null);
    try {
      const { released } = await call<{ released: number }>('POST', path('payouts/release')!, {});
      setSaid(m('released', { n: released }));
      if (released > 0) reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={m('bank')}>
      <p>{m('bank.lead')}</p>
      {may && <FileForm said={setSaid} failed={setFault} taken={movements.reload} />}
      {tells && (
        <p>
          <button type="button" className="quiet" onClick={() => void release()}>
            {m('release')}
          </button>
        </p>
      )}
      {said && <p role="status">{said}</p>}
      {fault && <FaultNotice fault={fault} />}
      <h3>{m('bank.rest')}</h3>
      <Awaited from={movements}>
        {(all) => (
          <DataTable
            caption={m('bank.rest')}
            file="movimenti-senza-pagamento"
            rows={all}
            id={(row) => row.id}
            empty={m('bank.rest.none')}
            columns={[
              { key: 'day', header: m('day'), value: (row) => row.day, show: (row) => f.day(row.day) },
              { key: 'eur', header: m('amount'), unit: '€', decimals: 2, value: (row) => row.eur },
              {
                key: 'words',
                header: m('words'),
                value: (row) => row.words,
                show: (row) => (
                  <>
                    {row.words ?? row.reference}
                    {row.differs && <span className="note">{m('differs')}</span>}
                    {tells && (
                      <button type="button" className="quiet" onClick={() => setBooked(row)}>
                        {m('book')}
                      </button>
                    )}
                  </>
                ),
              },
              { key: 'reference', header: m('reference'), roomy: true, value: (row) => row.reference },
            ]}
          />
        )}
      </Awaited>
      <Bookings bookings={bookings} changed={changed} />
      {booked && (
        <Window title={m('book.title', { eur: f.eur(booked.eur), day: f.day(booked.day) })} close={() => setBooked(null)}>
          <BookingForm movement={booked} done={changed} />
        </Window>
      )}
    </Card>
  );
}
