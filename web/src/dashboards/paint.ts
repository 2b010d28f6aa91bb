import { useMemo } from 'react';
import { useColours } from '../theme.ts';
import { type Paint, paintOf } from './colours.ts';

/** The colours of the page as they are now; read anew when the theme changes. */
export function usePaint(): Paint {
  const turn = useColours();
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    return paintOf((name) => style.getPropertyValue(`--${name}`).trim());
    // The colours are read from the page, which changes them by itself.
  }, [turn]);
}
