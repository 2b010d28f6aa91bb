import type { PlaceKind } from './building-types.ts';

/** What is being written of a place. */
export interface PlaceDraft {
  name: string;
  kind: PlaceKind;
  power: string;
  opens: string;
  closes: string;
}

export type PlaceField = 'name' | 'contractedKw' | 'opens' | 'closes';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** A number as people write it: with a comma, or with one point; null when it is none. */
function numberOf(text: string): number | null {
  const plain = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text;
  return /^\d+(\.\d{1,3})?$/.test(plain) ? Number(plain) : null;
}

/** 8.30, 8:30 and 08:30 are the same. */
const timeOf = (text: string) => {
  const plain = text.trim().replace('.', ':');
  return /^\d:/.test(plain) ? `0${plain}` : plain;
};

/** The fields that are wrong, by the rules of the server, and what is sent when none is. */
export function wrongIn({ name, kind, power, opens, closes }: PlaceDraft) {
  const wrong: PlaceField[] = [];
  const [from, to] = [timeOf(opens), timeOf(closes)];
  const kw = power.trim() === '' ? null : numberOf(power.trim());
  if (name.trim() === '' || name.trim().length > 100) wrong.push('name');
  if (power.trim() !== '' && (kw === null || kw <= 0 || kw > 100_000)) wrong.push('contractedKw');
  if (from !== '' ? !clock.test(from) : to !== '') wrong.push('opens');
  if (to !== '' ? !clock.test(to) || to === from : from !== '') wrong.push('closes');
  return { wrong, body: { name: name.trim(), kind, contractedKw: kw, opens: from || null, closes: to || null } };
}
