/** Names of colours in a file become colours of the page, which has two themes and wants 3:1 of what is drawn. */

export interface Paint {
  /** A colour of a file, as it is drawn on the surface. */
  of(name: string | null | undefined): string;
  /** A token of the page. */
  token(name: string): string;
  /** Letters that can be read on a colour. */
  on(colour: string): string;
  /** A colour between the surface and another, as a heat map wants. */
  shade(share: number): string;
}

const known = new Set(['green', 'orange', 'yellow', 'red', 'blue', 'purple', 'slate', 'teal', 'pink', 'brown']);
const alias: Record<string, string> = { gray: 'slate', grey: 'slate', cyan: 'teal', magenta: 'pink', amber: 'orange' };

export function paintOf(token: (name: string) => string): Paint {
  const surface = rgbOf(token('surface')) ?? [255, 255, 255];
  const of = (name: string | null | undefined): string => {
    if (!name) return token('c-blue');
    if (name === 'text') return token('ink');
    if (name === 'transparent') return 'transparent';
    const bare = name.toLowerCase().replace(/^(super-light|semi-dark|light|dark)-/, '');
    const colour = alias[bare] ?? bare;
    if (known.has(colour)) return token(`c-${colour}`);
    const rgb = rgbOf(name);
    return rgb ? hexOf(readable(rgb, surface)) : token('c-blue');
  };
  return {
    of,
    token,
    on: (colour) => {
      const rgb = rgbOf(colour);
      if (!rgb) return token('ink');
      return contrast(rgb, [255, 255, 255]) >= contrast(rgb, [16, 22, 30]) ? '#ffffff' : '#10161e';
    },
    shade: (share) => {
      const to = rgbOf(token('c-green')) ?? [21, 128, 61];
      const from = rgbOf(token('sunken')) ?? [238, 242, 246];
      return hexOf(mix(from, to, Math.max(0, Math.min(1, share))));
    },
  };
}

type Rgb = [number, number, number];

export function rgbOf(text: string): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as Rgb;
  }
  const parts = /^rgba?\(\s*(\d+)[ ,]+(\d+)[ ,]+(\d+)/.exec(text.trim());
  return parts ? (parts.slice(1, 4).map(Number) as Rgb) : null;
}

const hexOf = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mix = (one: Rgb, other: Rgb, share: number) => one.map((part, at) => part + (other[at]! - part) * share) as Rgb;

function light(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [more, less] = [light(one), light(other)].sort((a, b) => b - a) as [number, number];
  return (more + 0.05) / (less + 0.05);
}

/** The colour itself where it can be seen, else darkened or lightened until it can. */
function readable(colour: Rgb, surface: Rgb): Rgb {
  const to: Rgb = light(surface) > 0.4 ? [0, 0, 0] : [255, 255, 255];
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mix(colour, to, share);
    if (contrast(tried, surface) >= 3) return tried;
  }
  return to;
}
