import { useState } from 'react';

const key = 'cer.price.added';

/** What is paid beside the energy itself: network, taxes, the supplier; euro a kWh. A stated figure that the reader may change. */
export const usual = 0.12;
export const most = 2;

/** A figure as people write it, with a comma or a point; null when it is none from 0 to the most. */
export function addedOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,2}(\.\d{1,4})?$/.test(plain)) return null;
  const value = Number(plain);
  return value <= most ? value : null;
}

/** Euro a kWh in all; null while the zone has no price. */
export const priceOf = (eurPerMwh: number | null | undefined, added: number) =>
  eurPerMwh === null || eurPerMwh === undefined ? null : eurPerMwh / 1000 + added;

function kept(): number {
  try {
    return addedOf(localStorage.getItem(key) ?? '') ?? usual;
  } catch {
    return usual;
  }
}

/** The stated figure, kept in this browser. */
export function useAdded(): [number, (value: number) => void] {
  const [added, setAdded] = useState(kept);
  return [
    added,
    (value) => {
      setAdded(value);
      try {
        localStorage.setItem(key, String(value));
      } catch {
        // A browser that keeps nothing asks again next time.
      }
    },
  ];
}
