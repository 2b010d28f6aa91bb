import { type ReactNode, useEffect, useRef, useState } from 'react';

/** What can be done with a panel: opens below its three dots, and closes when something is done or looked at elsewhere. */
export function Menu({ label, about, children }: { label: string; about: string; children(close: (then?: () => void) => void): ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const elsewhere = (event: Event) => !box.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [isOpen]);
  const close = (then?: () => void) => {
    setOpen(false);
    button.current?.focus({ preventScroll: true });
    then?.();
  };
  return (
    <div className="panel-menu" ref={box} onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}>
      <button ref={button} type="button" className="quiet dots" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span aria-hidden="true">⋯</span>
        <span className="visually-hidden">{label}</span>
      </button>
      {isOpen && (
        <div className="panel-acts">
          {children(close)}
          {about && <p className="small">{about}</p>}
        </div>
      )}
    </div>
  );
}
