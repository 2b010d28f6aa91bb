import type { PaperRow } from '../../api/types.ts';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card } from '../../components/Parts.tsx';
import { useWords } from '../../i18n/index.tsx';
import { PapersTable } from '../Documents.tsx';
import { Years } from './Years.tsx';

/** The member's accounts of years and statements. */
export function Papers() {
  const { t } = useWords();
  const papers = useApi<PaperRow[]>('api/mine/documents');
  return (
    <>
      <Years />
      <Card title={t('nav.documents')}>
        <Awaited from={papers} rows={1}>
          {(all) => <PapersTable papers={all} file="i-miei-documenti" />}
        </Awaited>
      </Card>
    </>
  );
}
