/** Euro as a person types them: 1.234,56 or 1234.56, also negative; null when it could be two things or is none. */
export function euroOf(text: string): number | null {
  const clean = text.replace(/[\s\u00a0€]/g, '').replace('−', '-');
  const italian = /^-?(\d{1,3}(\.\d{3})+|\d+),\d{1,2}$/;
  const plain = /^-?\d+(\.\d{1,2})?$/;
  const value = italian.test(clean)
    ? Number(clean.replace(/\./g, '').replace(',', '.'))
    : plain.test(clean)
      ? Number(clean)
      : NaN;
  return Number.isFinite(value) && value !== 0 && Math.abs(value) <= 1e9 ? value : null;
}

/** A percentage as a person types it: 4, 22 or 4,5; null when it is none. */
export function percentOf(text: string): number | null {
  const clean = text.replace(/[\s%]/g, '').replace(',', '.');
  return /^\d{1,3}(\.\d{1,4})?$/.test(clean) && Number(clean) <= 100 ? Number(clean) : null;
}
