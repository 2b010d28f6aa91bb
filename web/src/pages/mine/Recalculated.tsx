import type { MineRecalculation } from '../../api/types.ts';
import { fill, useWords, type Language } from '../../i18n/index.tsx';

const words = {
  it: {
    here: 'Ricalcolo del GSE del {day} per il mese di {corrects}: {eur}. Si aggiunge all’importo di questo mese quando viene pagato.',
    away: 'Il GSE ha ricalcolato questo mese il {day}: {eur}. La differenza è nei conti di {month}; questo mese resta come è stato chiuso.',
  },
  en: {
    here: 'Recalculation by GSE of {day} for {corrects}: {eur}. It comes on top of this month’s amount when that is paid.',
    away: 'GSE computed this month again on {day}: {eur}. The difference is in the account of {month}; this month stays as it was closed.',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Why the amount is paid with more or less: GSE computed a closed month again. */
export function Recalculated({ month, told }: { month: string; told: readonly MineRecalculation[] }) {
  const { f, language } = useWords();
  const own = words[language];
  return (
    <ul className="why">
      {told.map((one) => (
        <li key={`${one.corrects} ${one.month} ${one.day} ${one.eur}`}>
          {fill(one.month === month ? own.here : own.away, {
            day: f.day(one.day),
            corrects: f.month(one.corrects),
            month: f.month(one.month),
            eur: `${one.eur > 0 ? '+' : ''}${f.eur(one.eur)}`,
          })}
        </li>
      ))}
    </ul>
  );
}
