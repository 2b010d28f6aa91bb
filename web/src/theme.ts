import { useEffect, useState } from 'react';

export type Theme = 'system' | 'light' | 'dark';
const listeners = new Set<() => void>();

function stored(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** The theme chosen, and how to choose another: remembered in this browser. */
export function useTheme(): [Theme, (next: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(stored);
  const choose = (next: Theme) => {
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'system') localStorage.removeItem('cer.theme');
      else localStorage.setItem('cer.theme', next);
    } catch {
      // A browser that keeps nothing: chosen for this visit alone.
    }
    setTheme(next);
    for (const listener of listeners) listener();
  };
  return [theme, choose];
}

/** Changes whenever the colours do, by the switch or by the system. */
export function useColours(): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const change = () => setCount((before) => before + 1);
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    listeners.add(change);
    media.addEventListener('change', change);
    return () => {
      listeners.delete(change);
      media.removeEventListener('change', change);
    };
  }, []);
  return count;
}

/** Prints the page in light colours, whatever the theme: ink on paper. */
export function printLight(): void {
  const { dataset } = document.documentElement;
  const before = dataset.theme;
  const show = (theme: string | undefined) => {
    if (theme) dataset.theme = theme;
    else delete dataset.theme;
    for (const listener of listeners) listener();
  };
  show('light');
  // What is drawn needs a moment to change its colours.
  setTimeout(() => {
    window.print();
    show(before);
  }, 700);
}
