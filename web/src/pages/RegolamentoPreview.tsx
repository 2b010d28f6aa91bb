import type { DealtAmounts, DealtPart, Regolamento, RegolamentoPreview } from '../api/types.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Icon } from '../components/Icon.tsx';
import { Card, Notice } from '../components/Parts.tsx';
import { type RegoKey, useRego } from '../i18n/rego.ts';

/** What is known of an amount: without the contribution while that is not. */
const known = (amounts: DealtAmounts | null) =>
  amounts === null ? null : (amounts.totalEur ?? Math.round((amounts.tipEur + amounts.surplusEur) * 100) / 100);

/** What the rules would change, member by member and fund by fund. */
export function Preview({ result, data }: { result: RegolamentoPreview; data: Regolamento }) {
  const { t, f } = useRego();
  const nameOf = (code: string) => data.members.find((member) => member.code === code)?.name ?? code;
  const old = result.months.filter(({ isOfRun }) => !isOfRun);
  return (
    <div id="esito" tabIndex={-1}>
      <Card title={t('rego.result')}>
        <p>{t('rego.result.words', { months: result.months.map(({ month }) => f.month(month)).join(', ') })}</p>
        {old.length > 0 && (
          <Notice kind="warn">
            <p>{t('rego.result.old', { months: old.map(({ month }) => f.month(month)).join(', ') })}</p>
          </Notice>
        )}
        {result.months.some(({ there }) => there.cacEur === null) && (
          <Notice>
            <p>{t('rego.result.cac')}</p>
          </Notice>
        )}
        <h3>{t('rego.checks')}</h3>
        <ul className="lines checks">
          {result.checks.map(({ code, ok, eur, members }) => (
            <li key={code}>
              <span className={`tag ${ok ? 'good' : 'bad'}`}>
                <Icon name={ok ? 'check' : 'warn'} size={14} /> {t(ok ? 'yes' : 'no')}
              </span>{' '}
              <span>
                {t(`rego.check.${code}${ok ? '' : '.not'}` as RegoKey, {
                  eur: f.eur(eur),
                  members: members.map(nameOf).join(', '),
                })}
              </span>
            </li>
          ))}
        </ul>
        <h3>{t('rego.result.members')}</h3>
        <Parts rows={result.members} caption={t('rego.result.members')} file="regolamento-membri" />
        <h3>{t('rego.result.funds')}</h3>
        <Parts rows={result.funds} caption={t('rego.result.funds')} file="regolamento-fondi" />
        {result.months.length > 1 &&
          result.months.map(({ month, members, funds }) => (
            <details key={month}>
              <summary>{t('rego.result.month', { month: f.month(month) })}</summary>
              <Parts
                rows={[...members, ...funds]}
                caption={t('rego.result.month', { month: f.month(month) })}
                file={`regolamento-${month}`}
              />
            </details>
          ))}
      </Card>
    </div>
  );
}

function Parts({ rows, caption, file }: { rows: readonly DealtPart[]; caption: string; file: string }) {
  const { t, f } = useRego();
  const signed = (value: number) => `${value > 0 ? '+' : ''}${f.eur(value)}`;
  return (
    <DataTable
      caption={caption}
      file={file}
      rows={rows}
      id={(row) => `${row.id ?? 'fondo'}-${row.name}`}
      columns={[
        { key: 'name', header: t('rego.name'), value: (row) => row.name },
        {
          key: 'before',
          header: t('rego.before'),
          unit: '€',
          decimals: 2,
          value: (row) => known(row.before),
        },
        { key: 'after', header: t('rego.after'), unit: '€', decimals: 2, value: (row) => known(row.after) },
        {
          key: 'difference',
          header: t('rego.difference'),
          unit: '€',
          decimals: 2,
          value: (row) => row.differenceEur,
          show: (row) => (row.differenceEur === 0 ? f.eur(0) : <strong>{signed(row.differenceEur)}</strong>),
        },
      ]}
    />
  );
}
