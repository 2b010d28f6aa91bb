import { Fragment, type ReactNode } from 'react';
import { Heading, type Level } from '../components/Heading.tsx';

/**
 * The little Markdown that texts of boards are written in: headings, paragraphs, lists, bold, italic, code and links.
 * It becomes parts of the page, never HTML: whatever else stands in the text is shown as it is written.
 */
export function Markdown({ text, level }: { text: string; level: Level }) {
  return <>{blocksOf(text).map((block, place) => drawn(block, place, level))}</>;
}

export type Block =
  | { kind: 'heading'; depth: number; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'text'; text: string };

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of text.replaceAll('\r', '').split('\n')) {
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    const item = /^\s{0,3}(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
    const last = blocks.at(-1);
    if (line.trim() === '') open = false;
    else if (heading) {
      blocks.push({ kind: 'heading', depth: heading[1]!.length, text: heading[2]!.trim() });
      open = false;
    } else if (item) {
      const ordered = item[1] !== undefined;
      if (open && last?.kind === 'list' && last.ordered === ordered) last.items.push(item[2]!);
      else blocks.push({ kind: 'list', ordered, items: [item[2]!] });
      open = true;
    } else if (open && last?.kind === 'list') last.items[last.items.length - 1] += ` ${line.trim()}`;
    else if (open && last?.kind === 'text') last.text += ` ${line.trim()}`;
    else {
      blocks.push({ kind: 'text', text: line.trim() });
      open = true;
    }
  }
  return blocks;
}

function drawn(block: Block, place: number, level: Level): ReactNode {
  if (block.kind === 'heading')
    return (
      <Heading key={place} level={Math.min(4, level + block.depth - 1) as Level}>
        {inline(block.text)}
      </Heading>
    );
  if (block.kind === 'text') return <p key={place}>{inline(block.text)}</p>;
  const items = block.items.map((item, at) => <li key={at}>{inline(item)}</li>);
  return block.ordered ? <ol key={place}>{items}</ol> : <ul key={place}>{items}</ul>;
}

const marks = /\*\*(.+?)\*\*|__(.+?)__|\*([^\s*][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/;

function inline(text: string): ReactNode {
  const found = marks.exec(text);
  if (!found) return text;
  const [whole, strong, other, soft, code, label, to] = found;
  return (
    <>
      {text.slice(0, found.index)}
      {strong !== undefined || other !== undefined ? (
        <strong>{inline(strong ?? other ?? '')}</strong>
      ) : soft !== undefined ? (
        <em>{inline(soft)}</em>
      ) : code !== undefined ? (
        <code>{code}</code>
      ) : isSafe(to ?? '') ? (
        <a href={to} rel="noreferrer">
          {label}
        </a>
      ) : (
        <Fragment>{whole}</Fragment>
      )}
      {inline(text.slice(found.index + whole.length))}
    </>
  );
}

/** Other pages of the web, and places below this one; no script and no data. */
export const isSafe = (to: string) => /^(https?:\/\/|mailto:)/i.test(to) || /^[a-z0-9#?./][^:]*$/i.test(to);
