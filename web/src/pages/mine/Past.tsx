import type { MemberMonth } from '../../api/types.ts';
import { EnergyChart } from '../../components/EnergyChart.tsx';
import { Card } from '../../components/Parts.tsx';
import { useWords } from '../../i18n/index.tsx';
import { usePlace } from '../../router.tsx';
import { MemberMonths, memberRows } from '../Members.tsx';

/** The months that are known, as energy and as money. */
export function Past({ months }: { months: readonly MemberMonth[] }) {
  const words = useWords();
  const { t } = words;
  const { go } = usePlace();
  return (
    <>
      <section className="card" aria-label={t('mine.months')}>
        <EnergyChart
          own
          heading={t('mine.months')}
          rows={memberRows(months, words)}
          rowName={t('month')}
          range={t('mine.range')}
          file="i-miei-mesi"
          open={(row) => go(`io?mese=${row.key}`)}
          openHint={t('months.open')}
        />
      </section>
      <Card title={t('member.money')}>
        <MemberMonths months={months} file="i-miei-importi" link={(value) => `io?mese=${value}`} />
      </Card>
    </>
  );
}
