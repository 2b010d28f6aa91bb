import { describe, expect, it, vi } from 'vitest';
import { Fault } from '../src/api/client.ts';
import { base64Of, isWorkbook } from '../src/pages/settings/ImportForm.tsx';
import { faultOf, refusedOf, wrongOf } from '../src/pages/settings/papers.ts';

// The pages ask the browser where they live.
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));

const bytes = (...numbers: number[]) => new Uint8Array(numbers).buffer;

describe('a file of members', () => {
  it('goes to the server as it is where it is no text', () => {
    expect(isWorkbook(bytes(0x50, 0x4b, 3, 4, 20))).toBe(true);
    expect(isWorkbook(bytes(0xd0, 0xcf, 0x11, 0xe0))).toBe(true);
    expect(isWorkbook(bytes(0x25, 0x50, 0x44, 0x46))).toBe(true);
    expect(isWorkbook(new TextEncoder().encode('PK;nome').buffer)).toBe(false);
    expect(isWorkbook(bytes(0x50))).toBe(false);
    expect(isWorkbook(bytes())).toBe(false);
  });
  it('is written in base 64, however long', () => {
    const long = new Uint8Array(20_000).map((_, place) => place % 251);
    expect(Buffer.from(base64Of(long.buffer), 'base64')).toEqual(Buffer.from(long));
  });
});

describe('a scan that was refused', () => {
  it('is told beside the field where the file is at fault, also by a proxy that lets nothing so large through', () => {
    const told = faultOf(400, '{"detail":"x","faults":[{"field":"file","code":"paper_type","found":"a","expected":"b"}]}');
    expect(refusedOf(told)?.code).toBe('paper_type');
    expect(refusedOf(faultOf(413, '<html>nginx</html>'))?.code).toBe('paper_large');
    expect(refusedOf(faultOf(503, ''))).toBeNull();
    expect(refusedOf(new Fault(0, null))).toBeNull();
  });
  it('is not sent when it is empty or larger than eight mebibytes', () => {
    expect(wrongOf({ size: 0 } as Blob)?.code).toBe('paper_empty');
    expect(wrongOf({ size: 8_388_608 } as Blob)).toBeNull();
    expect(wrongOf({ size: 8_388_609 } as Blob)?.code).toBe('paper_large');
  });
});
