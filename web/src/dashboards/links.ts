import type { Frame } from './frames.ts';

/** '${__data.fields.Mese}' and '${__value.raw}' of a link become what stands in the row. */
export function linkOf(url: string, frame: Frame, row: number): string {
  return url.replace(/\$\{__(?:data\.fields(?:\.([^}[\]"]+)|\["([^"]+)"\])|value\.raw)\}/g, (_, one?: string, other?: string) => {
    const field = frame.fields.find(({ key, name }) => key === (one ?? other) || name === (one ?? other));
    return encodeURIComponent(String(field?.values[row] ?? ''));
  });
}
