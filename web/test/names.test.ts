import { describe, expect, it } from 'vitest';
import { spoken } from '../src/names.ts';

describe('a code that was given by people', () => {
  it.each([
    ['UP-SCUOLA', 'Scuola'],
    ['UP_CASA-COMUNALE', 'Casa comunale'],
    ['fondo-sociale', 'Fondo sociale'],
    ['Palestra', 'Palestra'],
    ['CAFFÈ', 'Caffè'],
  ])('%s is spoken %s', (code, name) => expect(spoken(code)).toBe(name));
  it.each(['UP-B', 'UP_1234567_1', 'IT999E00000001', '', 'UP-12'])('%s stays', (code) =>
    expect(spoken(code)).toBe(code),
  );
});
