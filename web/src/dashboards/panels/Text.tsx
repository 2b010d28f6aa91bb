import { Markdown } from '../markdown.tsx';
import type { ViewProps } from './parts.ts';

/** Words, in the little Markdown that boards use. */
export function Text({ panel, words, level }: Pick<ViewProps, 'panel' | 'words' | 'level'>) {
  return (
    <div className="board-text">
      <Markdown text={words.say(panel.text)} level={Math.min(4, level + 1) as ViewProps['level']} />
    </div>
  );
}
