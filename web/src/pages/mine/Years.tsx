import { useApi } from '../../api/useApi.ts';
import { Awaited, Card } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { useMine } from './words.ts';

interface MineYear {
  year: number;
  number: number;
  document: string;
  pages: number;
  sha256: string;
  at: string;
}

/** The accounts of years that were handed out to the member; nothing while there is none. */
export function Years() {
  const { m, f } = useMine();
  const years = useApi<MineYear[]>('api/mine/year-accounts');
  if (years.data?.length === 0) return null;
  return (
    <Card title={m('years.title')}>
      <Awaited from={years} rows={1}>
        {(all) => (
          <ul className="plain lines">
            {all.map((one) => (
              <li key={one.document}>
                <a href={address(`api/mine/year-accounts/${one.year}/${one.number}`)} download>
                  {m('years.one', { year: one.year })}
                </a>{' '}
                <span className="small break">
                  {m('years.of', { document: one.document, at: f.moment(one.at) })} · SHA-256 {one.sha256.slice(0, 16)}…
                </span>
              </li>
            ))}
          </ul>
        )}
      </Awaited>
    </Card>
  );
}
