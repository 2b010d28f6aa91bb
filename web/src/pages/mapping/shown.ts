import { useMappingWords } from './words.ts';

/** What an entity shows, with its unit; in words when it shows nothing. */
export function useShown() {
  const { f, m } = useMappingWords();
  return (entity: { state: string | null; unit: string | null } | undefined): string => {
    const value = entity?.state === null || entity?.state === undefined || entity.state === '' ? Number.NaN : Number(entity.state);
    if (!Number.isFinite(value)) return m('now.none');
    const digits = Number.isInteger(value) ? 0 : Math.abs(value) < 10 ? 3 : 1;
    return `${f.number(value, digits)}${entity?.unit ? `\u00a0${entity.unit}` : ''}`;
  };
}
