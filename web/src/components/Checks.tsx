import { useCommunityPath } from '../api/session.tsx';
import type { Checks as ChecksData, LegalMonth } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { useWords } from '../i18n/index.tsx';
import { addMonths, dayOf, monthOf } from '../time.ts';
import { DataTable } from './DataTable.tsx';
import { Awaited, Card } from './Parts.tsx';
import { finding } from './sentence.ts';

/** What to look at before money is computed, each with the act it comes from. */
export function Checks() {
  const words = useWords();
  const { t } = words;
  const path = useCommunityPath();
  const checks = useApi<ChecksData>(path('checks'));
  return (
    <>
    <Card title={t('checks.title')}>
      <Awaited from={checks} rows={1}>
        {({ findings }) =>
          findings.length === 0 ? (
            <p>{t('checks.none')}</p>
          ) : (
            <>
              <p>{t('checks.lead')}</p>
              <ul className="why">
                {findings.map((one) => (
                  <li key={`${one.code} ${one.about ?? ''}`}>
                    {finding(one, words)} <small className="why-rule">{one.act}</small>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Awaited>
    </Card>
    {checks.data?.legal && <Legal />}
    </>
  );
}

/** The configurations of the legal community in the month before this one. */
function Legal() {
  const { t, f } = useWords();
  const path = useCommunityPath();
  const month = addMonths(monthOf(dayOf(new Date())), -1);
  const legal = useApi<LegalMonth>(path(`legal?month=${month}`));
  if (legal.data === null) return null;
  const kwh = { unit: 'kWh', decimals: 3 };
  return (
    <Card title={t('legal.title', { name: legal.data.name })}>
      <p>{t('legal.lead', { month: f.month(month) })}</p>
      <DataTable
        caption={t('legal.configurations')}
        file="configurazioni"
        rows={legal.data.configurations}
        id={(row) => row.code}
        columns={[
          { key: 'name', header: t('legal.configuration'), value: (row) => row.name },
          { key: 'substation', header: t('legal.substation'), value: (row) => row.substation ?? '—' },
          { key: 'zone', header: t('legal.zone'), value: (row) => row.zone ?? '—' },
          { key: 'self', header: t('legal.self'), ...kwh, value: (row) => row.selfConsumedKwh },
        ]}
      />
      <DataTable
        caption={t('legal.zones')}
        file="zone"
        rows={legal.data.zones}
        id={(row) => row.zone}
        columns={[
          { key: 'zone', header: t('legal.zone'), value: (row) => row.zone },
          { key: 'injected', header: t('energy.injected'), ...kwh, value: (row) => row.injectedKwh },
          { key: 'withdrawn', header: t('energy.withdrawn'), ...kwh, value: (row) => row.withdrawnKwh },
          { key: 'shared', header: t('legal.shared'), ...kwh, value: (row) => row.sharedKwh },
          { key: 'self', header: t('legal.self'), ...kwh, value: (row) => row.selfConsumedKwh },
        ]}
      />
    </Card>
  );
}
