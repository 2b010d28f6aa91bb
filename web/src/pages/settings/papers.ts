import { Fault } from '../../api/client.ts';
import { address } from '../../router.tsx';
import type { FieldFault } from './types.ts';

/** The kinds of file that the server takes; a phone then makes JPEG of its own photos. */
export const kinds = 'application/pdf,image/jpeg,image/png';

export const mostBytes = 8 * 1024 * 1024;
export const mostFiles = 6;

/** Sends a scan and tells how far it is, from 0 to 1: what fetch cannot. */
export function upload(path: string, file: Blob, progress: (part: number) => void): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(path));
    request.setRequestHeader('X-Cer-Request', '1');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && progress(loaded / total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) done();
      else fail(faultOf(request.status, request.responseText));
    };
    request.onerror = () => fail(new Fault(0, null));
    request.send(file);
  });
}

export function faultOf(status: number, text: string): Fault {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(text) as Record<string, unknown>;
  } catch {
    // A proxy's own page, not ours: the status alone speaks.
  }
  return new Fault(status, typeof body.detail === 'string' ? body.detail : null, body);
}

/** What was refused of a scan, as the fault of a field; null where it is no fault of the file. */
export function refusedOf(failure: unknown): FieldFault | null {
  if (!(failure instanceof Fault)) return null;
  if (failure.status === 413) return { field: 'file', code: 'paper_large', found: '', expected: '' };
  const faults = failure.body.faults;
  return failure.status === 400 && Array.isArray(faults) ? ((faults as FieldFault[])[0] ?? null) : null;
}

/** What is wrong with a file before it is sent; null when nothing is. */
export const wrongOf = ({ size }: Blob): FieldFault | null =>
  size === 0 || size > mostBytes
    ? { field: 'file', code: size === 0 ? 'paper_empty' : 'paper_large', found: '', expected: '' }
    : null;

/** Sends scans one after the other; gives back those that are not kept, with why the first of them is not. */
export async function uploadAll(
  path: string,
  files: readonly File[],
  progress: (file: File, part: number) => void,
): Promise<{ left: readonly File[]; failure: unknown }> {
  for (const [place, file] of files.entries()) {
    progress(file, 0);
    try {
      await upload(path, file, (part) => progress(file, part));
    } catch (failure) {
      return { left: files.slice(place), failure };
    }
  }
  return { left: [], failure: null };
}
