import { address } from '../router.tsx';

/** A call that did not succeed: its status (0 when the server cannot be reached), and what it said. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | null,
    readonly body: Record<string, unknown> = {},
    readonly retryAfter: number | null = null,
  ) {
    super(detail ?? `status ${status}`);
  }
}

export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  more: Record<string, string> = {},
): Promise<T> {
  const headers: Record<string, string> = { ...more, Accept: 'application/json' };
  const isFile = body instanceof Blob;
  if (method !== 'GET') headers['X-Cer-Request'] = '1';
  if (body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json';
  let response: Response;
  try {
    response = await fetch(address(path), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Fault(0, null);
  }
  if (!response.ok) throw await faultOf(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  try {
    return (text ? JSON.parse(text) : undefined) as T;
  } catch {
    throw new Fault(response.status, null);
  }
}

async function faultOf(response: Response): Promise<Fault> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy's own page, not ours: the status alone speaks.
  }
  const wait = Number(response.headers.get('Retry-After'));
  return new Fault(
    response.status,
    typeof body.detail === 'string' ? body.detail : null,
    body,
    Number.isFinite(wait) && wait > 0 ? wait : null,
  );
}
