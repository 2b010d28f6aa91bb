import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Card, Skeleton } from '../../components/Parts.tsx';
import { useMine } from './words.ts';

/** What costs much comes when somebody scrolls to it, or asks for it; until then its place is kept by its name. */
export function WhenSeen({ title, now = false, children }: { title: string; now?: boolean; children: ReactNode }) {
  const { m } = useMine();
  const [seen, setSeen] = useState(now);
  const place = useRef<HTMLDivElement>(null);
  const open = seen || now;
  useEffect(() => {
    const element = place.current;
    if (open || !element || !('IntersectionObserver' in window)) return;
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true));
    watch.observe(element);
    return () => watch.disconnect();
  }, [open]);
  if (open) return <Suspense fallback={<Skeleton rows={1} />}>{children}</Suspense>;
  return (
    <div ref={place} className="mine-later">
      <Card title={title}>
        <button type="button" onClick={() => setSeen(true)}>
          {m('show')}
          <span className="visually-hidden"> {title}</span>
        </button>
      </Card>
    </div>
  );
}
