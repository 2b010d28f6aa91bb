import { PageHead } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { useSettings } from './words.ts';

/** The top of one part, with the way back to all of them. */
export function PartHead({ title, lead }: { title: string; lead: string }) {
  const { s } = useSettings();
  return (
    <PageHead title={title} lead={lead}>
      <Link className="button" to="impostazioni">
        {s('back')}
      </Link>
    </PageHead>
  );
}
