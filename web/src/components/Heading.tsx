import type { HTMLAttributes } from 'react';

export type Level = 1 | 2 | 3 | 4;

/** A heading of a level that the place decides. */
export function Heading({ level, ...rest }: HTMLAttributes<HTMLHeadingElement> & { level: Level }) {
  const Tag = `h${level}` as const;
  return <Tag {...rest} />;
}
