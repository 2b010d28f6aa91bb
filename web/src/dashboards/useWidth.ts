import { type RefObject, useEffect, useState } from 'react';

/** How wide a part of the page is, and how tall its letters are. */
export function useSize(of: RefObject<HTMLElement | null>): { width: number; height: number; letter: number } {
  const [size, setSize] = useState({ width: 0, height: 0, letter: 13 });
  useEffect(() => {
    const element = of.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const letter = Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.74);
      setSize({ width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height), letter });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [of]);
  return size;
}
