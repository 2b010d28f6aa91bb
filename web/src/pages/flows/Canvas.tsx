import '@xyflow/react/dist/style.css';
import {
  Background,
  type Connection,
  Controls,
  type Edge,
  type EdgeChange,
  applyNodeChanges,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Catalogue, isContainer, outcomesOf, slotsOf } from '../../workflows/catalogue.ts';
import { layout } from '../../workflows/layout.ts';
import { type Execution, markOf, taken } from '../../workflows/run.ts';
import { arrowsOf, at, childrenOf, displayText, idOf, isFlowchart, isObj, type Obj, type Path, type Point, positionOf, text, typeOf } from '../../workflows/tree.ts';
import { Block, type BlockNode, blockHeight, blockWidth, SlotRow, type SlotNode } from './Block.tsx';
import { arrowKey } from '../../workflows/compare.ts';
import { categoryOf, fieldName, outcomeName } from './names.ts';
import { useFlows } from './words.ts';

export interface Chosen {
  nodes: string[];
  arrows: number[];
}

export interface CanvasHold {
  /** As it was opened: all of it, or its beginning. */
  home(): void;
  fit(): void;
  centre(): Point;
  focus(id: string): void;
  /** Where a point of the screen is on the drawing. */
  there(x: number, y: number): Point;
}

type Shown = BlockNode | SlotNode;
/** The head of an arrow: as large whether or not it is lit. */
const tip = (lit: boolean) => ({
  type: MarkerType.ArrowClosed,
  width: 22,
  height: 22,
  markerUnits: 'userSpaceOnUse',
  color: lit ? 'var(--good)' : 'var(--line-strong)',
});
const kinds = { block: Block, slot: SlotRow };

/** What is shown of a scope: its activities and arrows, or its slots with what stands in them. */
export function Canvas({
  doc,
  scope,
  catalogue,
  chosen,
  choose,
  runs,
  problems,
  tints,
  arrowTints,
  pinned,
  boxing,
  may,
  hold,
  moved,
  connected,
  drawnOut,
  slotAdd,
  open,
  menu,
}: {
  doc: Obj;
  scope: Path;
  catalogue: Catalogue;
  chosen: Chosen;
  choose(next: Chosen): void;
  runs: ReadonlyMap<string, readonly Execution[]>;
  problems: ReadonlyMap<string, number>;
  tints: ReadonlyMap<string, string>;
  arrowTints: ReadonlyMap<string, string>;
  /** Activities that give what they were told to in rehearsals. */
  pinned: ReadonlySet<string>;
  /** Whether dragging chooses with a box instead of moving the drawing. */
  boxing: boolean;
  may: boolean;
  hold: RefObject<CanvasHold | null>;
  moved(positions: Record<string, Point>, dragged: boolean): void;
  connected(source: string, port: string, target: string): void;
  drawnOut(source: string, port: string, where: Point): void;
  slotAdd(slot: string): void;
  open(id: string): void;
  menu(x: number, y: number, id: string | null): void;
}) {
  const { m, named, language } = useFlows();
  const flow = useReactFlow<Shown>();
  const holder = at(doc, scope);
  const free = !!holder && isFlowchart(holder);

  const drawn = useMemo(() => {
    if (!holder) return { nodes: [] as Shown[], edges: [] as Edge[] };
    const children = childrenOf(holder);
    const arrows = free ? arrowsOf(holder) : [];
    const ports = new Map<string, string[]>();
    for (const arrow of arrows) ports.set(arrow.source, [...(ports.get(arrow.source) ?? []), arrow.port]);
    const block = (node: Obj, position: Point, draggable: boolean): BlockNode => {
      const [id, type] = [idOf(node), typeOf(node)];
      const about = catalogue.get(type);
      const key = [...scope, id].join(':');
      const executions = runs.get(key);
      const mark = markOf(executions);
      const outcomes = free ? outcomesOf(node, catalogue, ports.get(id)) : ['Done'];
      const custom = isObj(node.customProperties) ? node.customProperties : {};
      const { tone, icon, energy } = categoryOf(type, about?.category, language);
      const title = displayText(node) ?? text(node.name) ?? named(type);
      const inside = isContainer(node, catalogue);
      const starts = custom.canStartWorkflow === true;
      const count = problems.get(id) ?? 0;
      const words = [title, named(type), starts && m('block.start'), inside && m('block.inside'), count > 0 && m('block.problems', { n: count }), mark && m(`mark.${mark}`), pinned.has(id) && m('pin.on')];
      return {
        id,
        type: 'block',
        position,
        draggable,
        connectable: free && may,
        width: blockWidth,
        height: blockHeight(outcomes.length, free),
        ariaLabel: words.filter(Boolean).join(', '),
        data: {
          title,
          kind: named(type),
          tone,
          outcomes,
          outcomeNames: outcomes.map((one) => outcomeName(one, language)),
          icon,
          energy,
          pinned: pinned.has(id) ? m('pin.on') : '',
          arrows: true,
          inside,
          starts,
          problems: count,
          mark,
          markWord: mark ? m(`mark.${mark}`) : '',
          times: executions?.length ?? 0,
          tint: tints.get(key) ?? null,
        },
      };
    };
    if (free) {
      const lost = children.some(({ node }) => !positionOf(node));
      const guessed = lost
        ? layout(
            children.map(({ node }) => ({ id: idOf(node), width: blockWidth, height: blockHeight(ports.get(idOf(node))?.length ?? 1, true) })),
            arrows,
          )
        : {};
      const titles = new Map(children.map(({ node }) => [idOf(node), displayText(node) ?? text(node.name) ?? named(typeOf(node))]));
      return {
        nodes: children.map(({ node }) => block(node, positionOf(node) ?? guessed[idOf(node)] ?? { x: 0, y: 0 }, may)) as Shown[],
        edges: arrows.map((arrow): Edge => {
          const lit = taken(arrow, scope, runs);
          const tint = arrowTints.get(arrowKey(scope, arrow));
          return {
            id: `arrow-${arrow.index}`,
            source: arrow.source,
            sourceHandle: arrow.port,
            target: arrow.target,
            targetHandle: 'In',
            className: tint ? `tint-${tint}` : lit ? 'taken' : runs.size > 0 ? 'untaken' : '',
            markerEnd: tip(lit),
            ariaLabel: `${outcomeName(arrow.port, language)}: ${titles.get(arrow.source) ?? arrow.source} → ${titles.get(arrow.target) ?? arrow.target}${lit ? `, ${m('taken')}` : ''}`,
          };
        }),
      };
    }
    const nodes: Shown[] = [];
    const edges: Edge[] = [];
    slotsOf(holder, catalogue).forEach((slot, row) => {
      const inIt = children.filter((one) => one.slot === slot.name);
      const y = 40 + row * 140;
      const add = () => slotAdd(slot.name);
      nodes.push({
        id: `slot:${slot.name}`,
        type: 'slot',
        position: { x: 0, y },
        draggable: false,
        selectable: false,
        focusable: false,
        width: 160,
        height: 64,
        data: { name: slot.name, shown: fieldName(slot.name, language), empty: inIt.length === 0, word: m('slot.add', { slot: fieldName(slot.name, language) }), may, add },
      });
      inIt.forEach(({ node }, place) => {
        const item = block(node, { x: 220 + place * 300, y }, false);
        nodes.push(item);
        if (slot.name === 'activities' && typeOf(holder) === 'Elsa.Sequence') {
          const lit = runs.has([...scope, item.id].join(':'));
          edges.push({
            id: `order-${item.id}`,
            source: place === 0 ? `slot:${slot.name}` : idOf(inIt[place - 1]!.node),
            sourceHandle: 'Done',
            target: item.id,
            targetHandle: 'In',
            selectable: false,
            focusable: false,
            className: lit ? 'taken' : '',
            markerEnd: tip(lit),
          });
        }
      });
    });
    return { nodes, edges };
    // eslint-disable-next-line
  }, [holder, free, scope, catalogue, runs, problems, tints, arrowTints, pinned, may, language]);

  // While something is dragged it is here and not yet in the definition.
  const picked = useMemo(() => new Set(chosen.nodes), [chosen]);
  const [nodes, setNodes] = useState<Shown[]>([]);
  useEffect(() => {
    setNodes((before) => {
      const measured = new Map(before.map((node) => [node.id, node.measured]));
      return drawn.nodes.map((node) => ({ ...node, selected: picked.has(node.id), measured: measured.get(node.id) }) as Shown);
    });
  }, [drawn, picked]);
  const edges = useMemo(
    () => drawn.edges.map((edge) => ({ ...edge, selected: chosen.arrows.some((index) => edge.id === `arrow-${index}`) })),
    [drawn, chosen],
  );

  const onNodes = useCallback(
    (changes: NodeChange<Shown>[]) => {
      setNodes((before) => applyNodeChanges(changes.filter((change) => change.type !== 'remove'), before));
      const positions: Record<string, Point> = {};
      let dragged = false;
      for (const change of changes)
        if (change.type === 'position' && change.dragging === false && change.position) {
          positions[change.id] = change.position;
          dragged = true;
        }
      if (may && free && Object.keys(positions).length > 0) moved(positions, dragged);
      const turned = changes.filter((change) => change.type === 'select');
      if (turned.length > 0) {
        const next = new Set(picked);
        for (const change of turned) change.selected ? next.add(change.id) : next.delete(change.id);
        const list = [...next].filter((id) => !id.startsWith('slot:'));
        if (list.length !== chosen.nodes.length || list.some((id) => !picked.has(id))) choose({ ...chosen, nodes: list });
      }
    },
    [may, free, moved, picked, chosen, choose],
  );
  const onEdges = useCallback(
    (changes: EdgeChange[]) => {
      const next = new Set(chosen.arrows);
      let touched = false;
      for (const change of changes)
        if (change.type === 'select') {
          const index = Number(change.id.slice('arrow-'.length));
          touched = true;
          change.selected ? next.add(index) : next.delete(index);
        }
      if (touched) choose({ nodes: chosen.nodes, arrows: [...next] });
    },
    [chosen, choose],
  );

  const box = useRef<HTMLDivElement>(null);
  const home = useCallback(async () => {
    await flow.fitView({ padding: 0.1, maxZoom: 1 });
    // What would be too small to read is shown from its beginning instead.
    if (flow.getZoom() >= 0.55) return;
    const nodes = flow.getNodes();
    if (nodes.length === 0) return;
    const height = box.current?.clientHeight ?? 500;
    const bounds = flow.getNodesBounds(nodes);
    const first = nodes.reduce((found, node) => (node.position.x < found.position.x ? node : found), nodes[0]!).position.y + 32;
    const middle = bounds.height * 0.7 < height ? bounds.y + bounds.height / 2 : first;
    await flow.setViewport({ x: 20 - bounds.x * 0.7, y: height / 2 - middle * 0.7, zoom: 0.7 });
  }, [flow]);
  useEffect(() => {
    const timer = setTimeout(() => void home(), 30);
    return () => clearTimeout(timer);
  }, [scope, home]);

  useEffect(() => {
    hold.current = {
      home: () => void home(),
      fit: () => void flow.fitView({ padding: 0.15, maxZoom: 1 }),
      centre: () => {
        const { left, top, width, height } = box.current!.getBoundingClientRect();
        return flow.screenToFlowPosition({ x: left + width / 2 - 110, y: top + height / 2 - 32 });
      },
      there: (x, y) => flow.screenToFlowPosition({ x, y }),
      focus: (id) => {
        void flow.fitView({ nodes: [{ id }], maxZoom: 1, minZoom: 0.6, padding: 0.4 });
        box.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
      },
    };
    return () => void (hold.current = null);
  }, [flow, hold, home]);
  const begun = useRef<{ id: string; port: string } | null>(null);
  return (
    <div className="flow-canvas" ref={box} role="region" aria-label={m('canvas')}>
      <ReactFlow<Shown>
        nodes={nodes}
        edges={edges}
        nodeTypes={kinds}
        onNodesChange={onNodes}
        onEdgesChange={onEdges}
        onConnectStart={(_, { nodeId, handleId, handleType }) =>
          (begun.current = nodeId && handleType === 'source' ? { id: nodeId, port: handleId ?? 'Done' } : null)
        }
        onConnect={({ source, sourceHandle, target }: Connection) => connected(source, sourceHandle ?? 'Done', target)}
        onConnectEnd={(event, state) => {
          if (state.isValid || !begun.current || !may) return;
          const place = 'changedTouches' in event ? event.changedTouches[0]! : event;
          if ((document.elementFromPoint(place.clientX, place.clientY) as HTMLElement | null)?.closest('.react-flow__node')) return;
          drawnOut(begun.current.id, begun.current.port, flow.screenToFlowPosition({ x: place.clientX, y: place.clientY - 32 }));
        }}
        onNodeDoubleClick={(_, node) => open(node.id)}
        nodesConnectable={may && free}
        nodesDraggable={may && free}
        snapToGrid
        snapGrid={[20, 20]}
        selectionMode={SelectionMode.Partial}
        selectionOnDrag={boxing}
        panOnDrag={boxing ? [1, 2] : true}
        onNodeContextMenu={(event, node) => {
          event.preventDefault();
          const box = (event.target as HTMLElement).getBoundingClientRect();
          menu(event.clientX || box.left + 20, event.clientY || box.bottom, node.id.startsWith('slot:') ? null : node.id);
        }}
        onSelectionContextMenu={(event) => {
          event.preventDefault();
          menu(event.clientX, event.clientY, null);
        }}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          menu(event.clientX, event.clientY, null);
        }}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        minZoom={0.1}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'controls.ariaLabel': m('canvas'),
          'controls.zoomIn.ariaLabel': m('zoom.in'),
          'controls.zoomOut.ariaLabel': m('zoom.out'),
          'controls.fitView.ariaLabel': m('fit'),
          'minimap.ariaLabel': m('minimap'),
          'node.a11yDescription.default': m('key.space'),
          'node.a11yDescription.keyboardDisabled': m('key.space'),
          'edge.a11yDescription.default': m('key.delete'),
        }}
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
        <MiniMap pannable zoomable style={{ width: 130, height: 84 }} nodeClassName={(node) => `m-${String((node.data as { tone?: string }).tone ?? 'grid')}`} />
      </ReactFlow>
    </div>
  );
}
