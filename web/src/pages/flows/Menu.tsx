import { useEffect, useLayoutEffect, useRef } from 'react';

export interface Item {
  word: string;
  key?: string;
  act(): void;
  off?: boolean;
}

/** What can be done here and now, beside the pointer or the focus. Arrow keys go through it, Escape leaves it. */
export function Menu({ x, y, items, label, close }: { x: number; y: number; items: readonly Item[]; label: string; close(): void }) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement as HTMLElement | null);
  useLayoutEffect(() => {
    const box = list.current!;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${Math.max(4, Math.min(x, window.innerWidth - width - 4))}px`;
    box.style.top = `${Math.max(4, Math.min(y, window.innerHeight - height - 4))}px`;
    box.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [x, y]);
  useEffect(() => {
    const away = (event: Event) => !list.current?.contains(event.target as Node) && close();
    document.addEventListener('pointerdown', away, true);
    return () => document.removeEventListener('pointerdown', away, true);
  }, [close]);
  const leave = () => {
    close();
    before.current?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={list}
      className="flow-menu"
      role="menu"
      aria-label={label}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        event.stopPropagation();
        event.nativeEvent.stopImmediatePropagation();
        const buttons = [...list.current!.querySelectorAll<HTMLElement>('button:not(:disabled)')];
        const at = buttons.indexOf(document.activeElement as HTMLElement);
        const go = (place: number) => buttons[(place + buttons.length) % buttons.length]?.focus();
        if (event.key === 'Escape' || event.key === 'Tab') leave();
        else if (event.key === 'ArrowDown') go(at + 1);
        else if (event.key === 'ArrowUp') go(at - 1);
        else if (event.key === 'Home') go(0);
        else if (event.key === 'End') go(-1);
        else return;
        event.preventDefault();
      }}
    >
      {items.map(({ word, key, act, off }) => (
        <button
          key={word}
          type="button"
          role="menuitem"
          disabled={off}
          onClick={() => {
            leave();
            act();
          }}
        >
          {word}
          {key && <kbd aria-hidden="true">{key}</kbd>}
        </button>
      ))}
    </div>
  );
}
