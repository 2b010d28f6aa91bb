import { useApi } from '../../api/useApi.ts';
import { Card } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { usePrivacy } from './words.ts';

interface OwnPaper {
  id: number;
  of: 'act' | 'delegation';
  type: 'pdf' | 'jpg' | 'png';
  bytes: number;
  at: string;
}

/** The scans of one's papers that the desk keeps; nothing where there are none. */
export function OwnPapers() {
  const { p, f } = usePrivacy();
  const { data } = useApi<OwnPaper[]>('api/mine/papers');
  if (!data || data.length === 0) return null;
  return (
    <Card title={p('papers')}>
      <p>{p('papers.words')}</p>
      <ul className="plain lines">
        {data.map(({ id, of, type, bytes, at }) => (
          <li key={id}>
            <a href={address(`api/mine/papers/${id}`)} download={`carta-${id}.${type}`}>
              {p(`papers.${of}`, { n: String(id), type: type === 'jpg' ? 'JPEG' : type.toUpperCase() })}
            </a>
            , {p('papers.about', { bytes: f.bytes(bytes), day: f.moment(at) })}
          </li>
        ))}
      </ul>
    </Card>
  );
}
