import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { FlowIcon, type FlowIconName } from './FlowIcon.tsx';
import type { Mark } from '../../workflows/run.ts';

export interface BlockData extends Record<string, unknown> {
  title: string;
  kind: string;
  tone: string;
  outcomes: string[];
  /** What people call them. */
  outcomeNames: string[];
  icon: FlowIconName;
  energy: boolean;
  pinned: string;
  /** Whether arrows are drawn to and from it. */
  arrows: boolean;
  inside: boolean;
  starts: boolean;
  problems: number;
  mark: Mark | null;
  markWord: string;
  times: number;
  tint: string | null;
}

export type BlockNode = Node<BlockData, 'block'>;
export const blockWidth = 220;
export const blockHeight = (outcomes: number, arrows: boolean) => (arrows && outcomes > 1 ? 64 + 24 * outcomes : 64);

const signs: Record<Mark, string> = { done: '✓', waiting: '…', faulted: '✕', canceled: '–' };

/** One activity on the drawing. */
export const Block = memo(function Block({ data, selected }: NodeProps<BlockNode>) {
  const many = data.arrows && data.outcomes.length > 1;
  return (
    <div
      className={`flow-block m-${data.tone} ${data.energy ? 'energy' : ''} ${selected ? 'chosen' : ''} ${data.mark ? `mark-${data.mark}` : ''} ${data.tint ? `tint-${data.tint}` : ''}`}
    >
      {data.arrows && <Handle type="target" position={Position.Left} id="In" style={{ top: 32 }} />}
      <span className="flow-sign">
        <FlowIcon name={data.icon} />
      </span>
      <span className="flow-head">
        <span className={data.mark || data.pinned || data.problems > 0 ? 'flow-title signed' : 'flow-title'} title={data.title}>
          {data.title}
        </span>
        <span className="flow-kind">
          {data.starts && '⚑ '}
          {data.inside && '▣ '}
          {data.kind}
        </span>
      </span>
      {(data.mark || data.pinned || data.problems > 0) && (
        <span className="flow-signs" aria-hidden="true">
          {data.pinned && (
            <span className="flow-pin" title={data.pinned}>
              <FlowIcon name="pin" size={15} />
            </span>
          )}
          {data.problems > 0 && <span className="flow-problems">! {data.problems}</span>}
          {data.mark && (
            <span className={`flow-mark ${data.mark}`} title={data.markWord}>
              {signs[data.mark]}
              {data.times > 1 && ` ×${data.times}`}
            </span>
          )}
        </span>
      )}
      {data.arrows &&
        (many ? (
          <ul className="flow-outcomes">
            {data.outcomes.map((outcome, place) => (
              <li key={outcome}>
                {data.outcomeNames[place]}
                <Handle type="source" position={Position.Right} id={outcome} />
              </li>
            ))}
          </ul>
        ) : (
          data.outcomes.map((outcome) => (
            <Handle key={outcome} type="source" position={Position.Right} id={outcome} style={{ top: 32 }} />
          ))
        ))}
    </div>
  );
});

export type SlotNode = Node<{ name: string; shown: string; empty: boolean; word: string; may: boolean; add(): void }, 'slot'>;

/** A place inside an activity that others can stand in. */
export const SlotRow = memo(function SlotRow({ data }: NodeProps<SlotNode>) {
  return (
    <div className="flow-slot">
      <strong>{data.shown}</strong>
      {data.may && (
        <button type="button" className="quiet nodrag" onClick={data.add} aria-label={data.word}>
          + {data.empty && <span aria-hidden="true">…</span>}
        </button>
      )}
      <Handle type="source" position={Position.Right} id="Done" isConnectable={false} />
    </div>
  );
});
