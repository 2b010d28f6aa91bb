import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import type { HomeUser, Person } from '../../api/types.ts';
import { useApi } from '../../api/useApi.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { useHome } from './words.ts';

/** Who opened the pages in Home Assistant, and as whom each enters; nothing where nobody did. */
export function HomeUsers({ people }: { people: Person[] }) {
  const { h, f } = useHome();
  const users = useApi<HomeUser[]>('api/home-users');
  const [done, setDone] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  if (!users.data?.length) return null;
  const nameOf = (user: HomeUser) => user.name || h('unnamed');
  const link = async (user: HomeUser, person: number | null) => {
    setFault(null);
    setDone('');
    try {
      await call('PUT', `api/home-users/${encodeURIComponent(user.id)}`, { person });
      const name = nameOf(user);
      setDone(person ? h('linked', { name, person: people.find(({ id }) => id === person)?.name ?? '' }) : h('parted', { name }));
      users.reload();
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
    }
  };
  return (
    <Card title={h('users')}>
      <p>{h('users.lead')}</p>
      <p>
        <Link to="avvio">{h('first')}</Link>
      </p>
      {done && (
        <Notice kind="good" role="status">
          {done}
        </Notice>
      )}
      {fault && <FaultNotice fault={fault} />}
      <DataTable
        caption={h('users')}
        file="utenti-home-assistant"
        rows={users.data}
        id={(row) => row.id}
        columns={[
          {
            key: 'name',
            header: h('user'),
            value: nameOf,
            show: (row) => (
              <>
                {nameOf(row)} {row.you && <span className="tag good">{h('you')}</span>}
              </>
            ),
          },
          {
            key: 'person',
            header: h('person'),
            value: (row) => people.find(({ id }) => id === row.person)?.name ?? h('nobody'),
            show: (row) => (
              <select
                aria-label={h('person.of', { name: nameOf(row) })}
                value={row.person ?? ''}
                onChange={(event) => void link(row, event.target.value ? Number(event.target.value) : null)}
              >
                <option value="">{h('nobody')}</option>
                {people
                  .filter(({ state, id }) => state !== 'disabled' || id === row.person)
                  .map(({ id, name, login }) => (
                    <option key={id} value={id}>
                      {name} ({login})
                    </option>
                  ))}
              </select>
            ),
          },
          { key: 'seen', header: h('seen'), roomy: true, value: (row) => row.seenAt, show: (row) => f.moment(row.seenAt) },
        ]}
      />
    </Card>
  );
}
