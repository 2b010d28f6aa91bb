import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { WholePicture } from '../src/pages/mine/WholePicture.tsx';
import type { Whole } from '../src/pages/mine/types.ts';

// The pages ask the browser where they live; here they are only written down.
vi.hoisted(() => Object.assign(globalThis, { document: { baseURI: 'http://127.0.0.1/', title: '' } }));

const data: Whole = {
  state: 'known',
  first: '2026-05-10',
  last: '2026-05-10',
  dueHours: 24,
  knownHours: 24,
  fewestMembers: 5,
  community: { injectedKwh: 240, withdrawnKwh: 480, sharedKwh: 120 },
  own: { withdrawnKwh: 24, injectedKwh: null, sharedKwh: 6, sharePercent: 5, sharedElsewhereKwh: null, estimated: false },
  rows: Array.from({ length: 24 }, (_, hour) => ({
    from: new Date(Date.UTC(2026, 4, 9, 22 + hour)).toISOString(),
    day: '2026-05-10',
    injectedKwh: 10,
    withdrawnKwh: 20,
    sharedKwh: 5,
    ownSharedKwh: 0.25,
    ownWithdrawnKwh: 1,
  })),
};

describe('the slider of the circles', () => {
  it('stands before the first hour while the whole day is shown, and says so', () => {
    const slider = renderToStaticMarkup(<WholePicture data={data} byMonth={false} title="domenica" />).match(/<input[^>]*>/)?.[0];
    expect(slider).toContain('min="-1"');
    expect(slider).toContain('max="23"');
    expect(slider).toContain('value="-1"');
    expect(slider).toContain('aria-valuetext="domenica, tutto intero"');
  });
});
