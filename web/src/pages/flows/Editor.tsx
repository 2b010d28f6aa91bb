import './flows.css';
import { ReactFlowProvider } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath, useHasRole, useMayChange, useMayDraw, useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, FaultNotice, Notice, Window } from '../../components/Parts.tsx';
import { Link, usePlace } from '../../router.tsx';
import { type ActivityAbout, isContainer, outcomesOf } from '../../workflows/catalogue.ts';
import { copy, paste, readClip } from '../../workflows/clip.ts';
import { type Alignment, align } from '../../workflows/align.ts';
import { overlay } from '../../workflows/compare.ts';
import { candidates, listOf, variablesIn } from '../../workflows/completion.ts';
import { add, alone, connect, move, remove } from '../../workflows/edits.ts';
import { begin, record, redo, settle, undo } from '../../workflows/history.ts';
import { layout } from '../../workflows/layout.ts';
import { keepPins, type Pin, type Pins, pinsOf, pinsUpTo } from '../../workflows/pins.ts';
import { byNode, type Execution } from '../../workflows/run.ts';
import { allOf, arrowsOf, at, childrenOf, displayText, firstScope, idOf, isFlowchart, type Path, type Point, positionOf, straighten, text, typeOf } from '../../workflows/tree.ts';
import type { Ask, Evaluated, Instance, Listed, LoadedDefinition, Problem, Rehearsal, Trial } from './api.ts';
import { blockHeight, blockWidth } from './Block.tsx';
import { Canvas, type CanvasHold, type Chosen } from './Canvas.tsx';
import { Conflict, type Conflicted } from './Conflict.tsx';
import { type Draft, keep, kept } from './draft.ts';
import { type Item, Menu } from './Menu.tsx';
import { Palette } from './Palette.tsx';
import { Panels, ProblemsPanel, type Tab } from './Panels.tsx';
import { ActivityForm, type Edit, WorkflowForm } from './Properties.tsx';
import { RunsPanel, type Viewed } from './RunsPanel.tsx';
import { FindSheet, KeySheet } from './Sheets.tsx';
import { TrialPanel } from './TrialPanel.tsx';
import { type Compared, compared, VersionsPanel } from './VersionsPanel.tsx';
import { useFlows } from './words.ts';

const nothing: Chosen = { nodes: [], arrows: [] };
const noTints: ReadonlyMap<string, string> = new Map();
const faultOf = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** The page of one workflow: what it is made of is loaded, then drawn. */
export function Editor({ id }: { id: string }) {
  const path = useCommunityPath();
  const activities = useApi<ActivityAbout[]>(path('workflows/activities'));
  const [turn, setTurn] = useState(0);
  const definition = useApi<LoadedDefinition>(path(`workflows/definitions/${encodeURIComponent(id)}`));
  const others = useApi<Listed[]>(path('workflows/definitions'));
  const workflows = useMemo(() => (others.data ?? []).map((one) => ({ id: one.definitionId, name: one.name || one.definitionId })), [others.data]);
  const again = () => {
    definition.reload();
    setTurn((count) => count + 1);
  };
  return (
    <Awaited from={activities}>
      {(list) => (
        <Awaited from={definition}>
          {(loaded) => (
            <ReactFlowProvider key={`${loaded.definitionId} ${turn} ${loaded.revision} ${loaded.version}`}>
              <Desk loaded={loaded} activities={list} workflows={workflows} again={again} />
            </ReactFlowProvider>
          )}
        </Awaited>
      )}
    </Awaited>
  );
}

interface Workflow {
  id: string;
  name: string;
}

function Desk({ loaded, activities, workflows, again }: { loaded: LoadedDefinition; activities: ActivityAbout[]; workflows: readonly Workflow[]; again(): void }) {
  const { m, own, f, named } = useFlows();
  const { community } = useSession();
  const path = useCommunityPath();
  const { go } = usePlace();
  const id = loaded.definitionId;
  const at0 = community?.code ?? '';
  const mayPublish = useMayChange();
  const mayChange = useMayDraw();
  const mayTry = useHasRole('administrator', 'operator', 'approver', 'designer');
  // What ran holds data of the community: a designer does not see it.
  const seesRuns = useHasRole('administrator', 'operator', 'approver', 'auditor', 'accountant');
  const [history, setHistory] = useState(() => begin(loaded.document));
  const [saved, setSaved] = useState({ document: loaded.document, revision: loaded.revision, version: loaded.version, isPublished: loaded.isPublished });
  const [scope, setScope] = useState<Path>(() => firstScope(loaded.document));
  const [chosen, setChosen] = useState<Chosen>(nothing);
  const [problems, setProblems] = useState<Problem[]>(loaded.problems ?? []);
  const [checkFailed, setCheckFailed] = useState(false);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [busy, setBusy] = useState<'save' | 'trial' | null>(null);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const [comparison, setComparison] = useState<Compared | null>(null);
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null);
  const [side, setSide] = useState<'draft' | 'published'>('draft');
  const [pins, setPins] = useState<Pins>(() => pinsOf(at0, id));
  const [boxing, setBoxing] = useState(false);
  const [large, setLarge] = useState(false);
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const [lastRun, setLastRun] = useState<{ instance: Instance; executions: Execution[] } | null>(null);
  const [tab, setTab] = useState<Tab>('problems');
  const [sheet, setSheet] = useState<'keys' | 'find' | { from?: { id: string; port: string }; position?: Point; slot?: string } | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [conflict, setConflict] = useState<(Conflicted & { open: boolean }) | null>(null);
  const [said, setSaid] = useState('');
  const [draft, setDraft] = useState<Draft | null>(() => {
    const found = kept(at0, id);
    return found && JSON.stringify(found.document) !== JSON.stringify(loaded.document) ? found : null;
  });
  const hold = useRef<CanvasHold | null>(null);

  const catalogue = useMemo(() => new Map(activities.map((about) => [about.type, about])), [activities]);
  const laid = useMemo(() => (comparison ? overlay(comparison.before, comparison.after) : null), [comparison]);
  const doc = laid?.doc ?? viewed?.document ?? history.now;
  const may = mayChange && !viewed && !comparison;
  const dirty = useMemo(
    () => history.now !== saved.document && JSON.stringify(history.now) !== JSON.stringify(saved.document),
    [history.now, saved.document],
  );
  const holder = at(doc, scope);
  // What was undone may have been what one stood in.
  useEffect(() => {
    if (holder) return;
    setScope((before) => {
      let shorter = before;
      while (shorter.length > 0 && !at(doc, shorter)) shorter = shorter.slice(0, -1);
      return shorter.length > 0 ? shorter : firstScope(doc);
    });
  }, [holder, doc]);

  const edit: Edit = useCallback((change, group) => setHistory((before) => record(before, change(before.now), group ?? null)), []);
  const label = useCallback(
    (activity: string) => {
      const node = allOf(doc).find((one) => idOf(one.node) === activity)?.node;
      return node ? (displayText(node) ?? text(node.name) ?? named(typeOf(node))) : activity;
    },
    [doc, named],
  );

  // The server looks for problems, and this browser keeps the draft, whenever nothing was typed for a while.
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      if (dirty) keep(at0, id, { revision: saved.revision, at: new Date().toISOString(), document: history.now, base: saved.document });
      if (!mayTry) return;
      call<{ problems: Problem[] }>('POST', path('workflows/check')!, { document: straighten(history.now) }, stop.signal).then(
        (answer) => {
          setProblems(answer.problems);
          setCheckFailed(false);
        },
        () => stop.signal.aborted || setCheckFailed(true),
      );
    }, 700);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // eslint-disable-next-line
  }, [history.now, dirty]);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  const title = text(doc.name) || id;
  useEffect(() => {
    document.title = `${title} · ${m('title')}`;
  }, [title, m]);

  const asked = async (act: () => Promise<void>) => {
    try {
      setFault(null);
      await act();
    } catch (failure) {
      setFault(faultOf(failure));
    }
  };
  // Somebody else was first: what they saved is fetched, so that both can be looked at.
  const meet = (current: Record<string, unknown>) =>
    asked(async () => {
      const theirs = await call<LoadedDefinition & { changedBy?: string; changedAt?: string }>('GET', path(`workflows/definitions/${id}`)!);
      const said = (name: 'changedBy' | 'changedAt') => (typeof current[name] === 'string' ? current[name] : (theirs[name] ?? null));
      setConflict({ by: said('changedBy') ?? '?', at: said('changedAt'), revision: typeof current.revision === 'number' ? current.revision : null, theirs, open: true });
    });
  const save = async (): Promise<number | null> => {
    if (!may || busy) return null;
    if (!dirty) return saved.revision;
    setBusy('save');
    setFault(null);
    const sent = history.now;
    try {
      const answer = await call<{ version: number; revision: number; problems?: Problem[] }>('PUT', path(`workflows/definitions/${id}`)!, {
        revision: saved.revision,
        document: straighten(sent),
      });
      setSaved({ document: sent, revision: answer.revision, version: answer.version, isPublished: false });
      if (answer.problems) setProblems(answer.problems);
      keep(at0, id, null);
      setDraft(null);
      setSaid(m('saved', { version: answer.version, revision: answer.revision }));
      return answer.revision;
    } catch (failure) {
      const it = faultOf(failure);
      if (it.status === 409) await meet((it.body.current as Record<string, unknown> | undefined) ?? {});
      else setFault(it);
      return null;
    } finally {
      setBusy(null);
    }
  };
  const publish = () =>
    asked(async () => {
      const revision = await save();
      if (revision === null) return;
      try {
        const answer = await call<{ version: number }>('POST', path(`workflows/definitions/${id}/publish`)!, { revision });
        setSaved((before) => ({ ...before, version: answer.version, isPublished: true }));
        setSaid(m('published', { n: answer.version }));
      } catch (failure) {
        const it = faultOf(failure);
        if (Array.isArray(it.body.problems)) {
          setProblems(it.body.problems as Problem[]);
          setTab('problems');
        }
        if (it.status === 409) return meet((it.body.current as Record<string, unknown> | undefined) ?? {});
        throw failure;
      }
    });
  const file = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(straighten(history.now), null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${title.replace(/[^\p{L}\p{N}-]+/gu, '-')}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const rehearse = async (ask: Partial<Ask> = {}) => {
    setTab('trial');
    setViewed(null);
    setComparison(null);
    setBusy('trial');
    await asked(async () => {
      const { input = {}, pinned = pins, at: moment = null } = ask;
      const document = straighten(history.now);
      if (moment) {
        const answer = await call<Rehearsal>('POST', path(`workflows/definitions/${id}/rehearse`)!, { document, input, pinned, at: moment });
        setRehearsal(answer);
        setSide('draft');
        setTrial(answer.draft);
      } else {
        const answer = await call<Trial>('POST', path('workflows/trial')!, { document, input, pinned });
        setRehearsal(null);
        setTrial(answer);
        setSaid(m('trial.ended', { state: own(`status.${answer.subStatus}`, answer.subStatus) }));
      }
    });
    setBusy(null);
  };
  const ran = viewed?.executions ?? trial?.activities ?? lastRun?.executions ?? [];
  const rehearseFrom = (activity: string) => {
    const before = pinsUpTo(history.now, scope, activity, ran);
    if (before) void rehearse({ pinned: { ...before, ...pins }, input: viewed?.instance.input ?? lastRun?.instance.input ?? {} });
  };
  const setPin = (activity: string, pin: Pin | null) => {
    const { [activity]: before, ...rest } = pins;
    const next = pin ? { ...rest, [activity]: pin } : rest;
    setPins(next);
    keepPins(at0, id, next);
    if (!!before !== !!pin) setSaid(m(pin ? 'pin.said' : 'pin.dropped', { name: label(activity) }));
  };

  const rehearseOne = async (activity: string) => {
    setBusy('trial');
    await asked(async () => {
      const way = [...scope, activity];
      const document = straighten(alone(history.now, way, variablesIn(history.now, scope), trial?.variables ?? {}));
      const answer = await call<Trial>('POST', path('workflows/trial')!, { document });
      // It ran as the root: its place on the drawing is another.
      const front = scope.length > 0 ? `${scope.join(':')}:` : '';
      const again = answer.activities.map((one) => ({ ...one, nodeId: front + one.nodeId }));
      const others = (trial?.activities ?? []).filter((one) => !`${one.nodeId}:`.startsWith(`${way.join(':')}:`));
      setTrial({ ...answer, activities: [...others, ...again] });
      setSaid(`${label(activity)}: ${own(`status.${answer.subStatus}`, answer.subStatus)}`);
    });
    setBusy(null);
  };

  const addHere = (about: ActivityAbout, where: { from?: { id: string; port: string }; position?: Point; slot?: string } = {}) => {
    if (!may || !holder) return;
    // One chosen activity with a free outcome: the new one comes after it.
    let from = where.from;
    let position = where.position;
    const [only] = chosen.nodes;
    if (isFlowchart(holder)) {
      if (!from && !position && only && chosen.nodes.length === 1) {
        const node = at(doc, [...scope, only]);
        const used = new Set(arrowsOf(holder).filter((arrow) => arrow.source === only).map(({ port }) => port));
        const port = node && outcomesOf(node, catalogue).find((one) => !used.has(one));
        if (node && port) from = { id: only, port };
      }
      const before = from && at(doc, [...scope, from.id]);
      const beside = before && positionOf(before);
      position ??= beside ? { x: beside.x + blockWidth + 100, y: beside.y } : hold.current?.centre();
      if (position) {
        position = { x: Math.round(position.x / 20) * 20, y: Math.round(position.y / 20) * 20 };
        const taken = childrenOf(holder).map(({ node }) => positionOf(node)).filter((one) => one !== null);
        for (let tries = 0; tries < 50 && taken.some((one) => Math.abs(one.x - position!.x) < blockWidth && Math.abs(one.y - position!.y) < 80); tries++)
          position = { x: position.x, y: position.y + 100 };
      }
    }
    const made = add(doc, scope, about, { ...(position ? { position } : {}), ...(from ? { from } : {}), ...(where.slot ? { slot: where.slot } : {}) });
    edit(() => made.doc);
    setChosen({ nodes: [made.id], arrows: [] });
    setSaid(m('say.added', { name: named(about.type) }));
    setSheet(null);
    requestAnimationFrame(() => requestAnimationFrame(() => hold.current?.focus(made.id)));
  };
  const takeAway = () => {
    const count = chosen.nodes.length + chosen.arrows.length;
    if (!may || count === 0) return;
    edit((it) => remove(it, scope, chosen.nodes, chosen.arrows));
    setChosen(nothing);
    setSaid(m('say.removed', { n: count }));
  };
  const put = (written: string) => {
    const clip = readClip(written);
    if (!clip || !may) return setSaid(m('say.nothing'));
    const made = paste(history.now, scope, clip, null);
    edit(() => made.doc);
    setChosen({ nodes: made.ids, arrows: [] });
    setSaid(m('say.pasted', { n: made.ids.length }));
  };
  // For fingers, which have no Ctrl; a browser that lends no clipboard pastes what was copied here.
  const lent = useRef('');
  const copyChosen = () => {
    lent.current = copy(doc, scope, chosen.nodes);
    void navigator.clipboard?.writeText(lent.current).catch(() => undefined);
    setSaid(m('say.copied', { n: chosen.nodes.length }));
  };
  const pasteLent = async () => put((await navigator.clipboard?.readText().catch(() => '')) || lent.current);
  const line = (how: Alignment) => {
    if (!may || !holder) return;
    const arrows = arrowsOf(holder);
    const boxes = childrenOf(holder)
      .filter(({ node }) => chosen.nodes.includes(idOf(node)))
      .map(({ node }) => ({
        id: idOf(node),
        width: blockWidth,
        height: blockHeight(outcomesOf(node, catalogue, arrows.filter((one) => one.source === idOf(node)).map(({ port }) => port)).length, true),
        ...(positionOf(node) ?? { x: 0, y: 0 }),
      }));
    edit((it) => move(it, scope, align(boxes, how)));
    setSaid(m('say.aligned'));
  };
  const tidy = () => {
    if (!may || !holder || !isFlowchart(holder)) return;
    const arrows = arrowsOf(holder);
    const boxes = childrenOf(holder).map(({ node }) => ({
      id: idOf(node),
      width: blockWidth,
      height: blockHeight(outcomesOf(node, catalogue, arrows.filter((one) => one.source === idOf(node)).map(({ port }) => port)).length, true),
    }));
    edit((it) => move(it, scope, layout(boxes, arrows)));
    setSaid(m('say.moved'));
    // The blocks may be drawn in their new places only after a while.
    for (const wait of [60, 400]) setTimeout(() => hold.current?.fit(), wait);
  };
  const enter = (next: Path, focus?: string) => {
    setScope(next);
    setChosen(focus ? { nodes: [focus], arrows: [] } : nothing);
    if (focus) setTimeout(() => hold.current?.focus(focus), 120);
  };
  const openInside = (activity: string) => {
    const node = at(doc, [...scope, activity]);
    if (!node || !isContainer(node, catalogue)) return;
    enter([...scope, activity]);
    setSaid(m('say.opened', { name: label(activity) }));
  };
  const goTo = (way: Path) => {
    setSheet(null);
    enter(way.length > 1 ? way.slice(0, -1) : [], way.at(-1));
  };
  const goToId = (activity: string) => {
    // A way from the root down, or the id alone.
    const way = activity.replace(/^:/, '').split(':');
    const found = allOf(doc).find((one) => one.path.join(':') === way.join(':')) ?? allOf(doc).find(({ node }) => idOf(node) === way.at(-1));
    if (!found) return;
    if (found.path.length === 1 && scope.length > 0 && firstScope(doc).length > 0) enter(found.path);
    else goTo(found.path);
  };

  // The clipboard of the system: what is copied goes into other workflows, and into Elsa's own designer.
  const desk = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const ours = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement;
      return !target.closest('input, textarea, select, dialog, pre') && (desk.current?.contains(target) || target === document.body) && !window.getSelection()?.toString();
    };
    const take = (event: ClipboardEvent) => {
      if (!ours(event) || chosen.nodes.length === 0) return;
      event.clipboardData?.setData('text/plain', copy(doc, scope, chosen.nodes));
      event.preventDefault();
      setSaid(m('say.copied', { n: chosen.nodes.length }));
      if (event.type === 'cut') takeAway();
    };
    const bring = (event: ClipboardEvent) => {
      if (!ours(event)) return;
      event.preventDefault();
      put(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', bring);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', bring);
    };
  });

  const grow = () => {
    setLarge((on) => !on);
    setTimeout(() => hold.current?.home(), 80);
  };
  const back = () => {
    setHistory(undo);
    setSaid(m('say.undone'));
  };
  const forth = () => {
    setHistory(redo);
    setSaid(m('say.redone'));
  };
  const keys = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    // What had the focus may be gone, as after undoing: the keys go on to be heard.
    if (event.defaultPrevented || (target !== document.body && !desk.current?.contains(target))) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const act = (what: () => void) => {
      event.preventDefault();
      what();
    };
    if (target.closest('dialog')) return;
    if (control && key === 's') return act(() => void save());
    if (control && key === 'f') return act(() => setSheet('find'));
    if (target.closest('input, textarea, select')) return;
    if (control && key === 'z') return act(event.shiftKey ? forth : back);
    if (control && key === 'y') return act(forth);
    if (control && key === 'a') return act(() => setChosen({ nodes: childrenOf(holder ?? {}).map(({ node }) => idOf(node)), arrows: [] }));
    if (control && key === 'd') return act(() => chosen.nodes.length > 0 && put(copy(doc, scope, chosen.nodes)));
    if (control || event.altKey) return;
    if (event.key === 'Delete' || event.key === 'Backspace') return act(takeAway);
    if (event.key === '?') return act(() => setSheet('keys'));
    if (event.key === 'Escape') {
      if (chosen.nodes.length + chosen.arrows.length > 0) return act(() => setChosen(nothing));
      if (scope.length > firstScope(doc).length) return act(() => enter(scope.slice(0, -1), scope.at(-1)));
      if (large) return act(grow);
      return;
    }
    const node = target.closest<HTMLElement>('.react-flow__node');
    if (event.key === 'Enter' && node?.dataset.id && !target.closest('button')) {
      const wanted = node.dataset.id;
      const found = at(doc, [...scope, wanted]);
      return act(() => {
        if (found && isContainer(found, catalogue)) openInside(wanted);
        else {
          setChosen({ nodes: [wanted], arrows: [] });
          setTimeout(() => desk.current?.querySelector<HTMLElement>('.flow-props input, .flow-props textarea')?.focus(), 50);
        }
      });
    }
    if (key === 'a') return act(() => may && setSheet({}));
    if (key === 'm') return act(grow);
    if (key === 'b') return act(() => setBoxing((on) => !on));
    if (key === 'c') return act(() => desk.current?.querySelector<HTMLElement>('.flow-props .flow-connect')?.focus());
    if (key === 'l') return act(tidy);
    if (key === 'f') return act(() => hold.current?.fit());
    if (key === 'p') return act(() => mayTry && void rehearse());
  };

  useEffect(() => {
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  });

  const executions = comparison ? undefined : (viewed?.executions ?? (side === 'published' && rehearsal?.published ? rehearsal.published.activities : trial?.activities));
  const runs = useMemo(() => byNode(executions ?? []), [executions]);
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const { activityId } of problems) if (activityId) found.set(activityId, (found.get(activityId) ?? 0) + 1);
    return found;
  }, [problems]);
  const tints = useMemo(
    () => new Map((comparison?.changes ?? []).filter((one) => one.what === 'activity' && one.kind !== 'moved').map((one) => [one.path.join(':'), one.kind as string])),
    [comparison],
  );
  // All of it, so that nothing that differs stays out of sight.
  useEffect(() => {
    if (!comparison) return;
    const timer = setTimeout(() => hold.current?.fit(), 150);
    return () => clearTimeout(timer);
  }, [comparison]);
  const pinned = useMemo(() => new Set(Object.keys(pins)), [pins]);
  // What expressions are tried with: the run that is looked at, else the rehearsal, else the last run there was.
  useEffect(() => {
    const stop = new AbortController();
    if (seesRuns) void (async () => {
      const [last] = await call<Instance[]>('GET', path(`workflows/instances?definition=${encodeURIComponent(id)}&take=1`)!, undefined, stop.signal);
      if (!last) return;
      const [instance, executions] = await Promise.all([
        call<Instance>('GET', path(`workflows/instances/${last.instanceId}`)!, undefined, stop.signal),
        call<Execution[]>('GET', path(`workflows/instances/${last.instanceId}/activities`)!, undefined, stop.signal),
      ]);
      setLastRun({ instance, executions });
    })().catch(() => undefined);
    return () => stop.abort();
    // eslint-disable-next-line
  }, [id]);
  const looked = viewed ?? (trial ? null : lastRun);
  const around = useMemo(
    () => ({
      names: candidates(doc, scope, catalogue),
      variables: variablesIn(doc, scope),
      inputs: listOf(doc, 'inputs'),
      may,
      workflows,
      tried: viewed
        ? m('evaluate.run', { at: f.moment(viewed.instance.startedAt) })
        : trial
          ? m('evaluate.last')
          : lastRun
            ? m('evaluate.run', { at: f.moment(lastRun.instance.startedAt) })
            : null,
      evaluate: (activityId: string, syntax: string, script: string) =>
        call<Evaluated>('POST', path('workflows/evaluate')!, {
          document: straighten(doc),
          activityId,
          syntax,
          text: script,
          input: looked?.instance.input ?? {},
          variables: looked?.instance.variables ?? trial?.variables ?? {},
          outputs: Object.fromEntries((looked?.executions ?? trial?.activities ?? []).map((one) => [one.activityId, one.outputs ?? {}])),
        }).catch((failure: unknown) => ({ fault: { message: faultOf(failure).detail ?? '', line: 0, column: 0 } })),
    }),
    // eslint-disable-next-line
    [doc, scope, catalogue, may, trial, viewed, lastRun, workflows],
  );
  const look = useCallback((next: Viewed | null) => {
    setComparison(null);
    setViewed(next);
  }, []);
  const [only] = chosen.nodes;
  const canRunFrom = mayTry && !viewed && !comparison && busy === null && only !== undefined && pinsUpTo(history.now, scope, only, ran) !== null;
  const items = (): Item[] => {
    const node = only && chosen.nodes.length === 1 ? at(doc, [...scope, only]) : null;
    const none = chosen.nodes.length === 0;
    return [
      { word: m('add'), key: 'A', off: !may, act: () => setSheet({}) },
      ...(node
        ? [
            { word: m('open'), key: '↵', off: !isContainer(node, catalogue), act: () => openInside(only!) },
            { word: m('trial.one'), off: !mayTry || !may || busy !== null, act: () => void rehearseOne(only!) },
            { word: m('trial.from'), off: !canRunFrom, act: () => rehearseFrom(only!) },
          ]
        : []),
      { word: m('copy'), key: 'Ctrl+C', off: none, act: copyChosen },
      { word: m('cut'), key: 'Ctrl+X', off: !may || none, act: () => (copyChosen(), takeAway()) },
      { word: m('paste'), key: 'Ctrl+V', off: !may, act: () => void pasteLent() },
      { word: m('duplicate'), key: 'Ctrl+D', off: !may || none, act: () => put(copy(doc, scope, chosen.nodes)) },
      { word: m('remove'), key: '⌫', off: !may || (none && chosen.arrows.length === 0), act: takeAway },
      { word: m('layout'), key: 'L', off: !may, act: tidy },
    ];
  };

  return (
    <div className={large ? 'flow-editor large' : 'flow-editor'} ref={desk} onBlur={() => setHistory(settle)}>
      <div className="flow-bar">
        <div className="grow">
          <Link to="flussi">← {m('back')}</Link>
          <h1 tabIndex={-1}>{title}</h1>
        </div>
        <span className={`tag ${saved.isPublished && !dirty ? 'good' : ''}`}>{saved.isPublished && !dirty ? m('state.published', { n: saved.version }) : `v${saved.version} · ${m('state.draft')}`}</span>
        {dirty && <span className="tag warn">{m('unsaved')}</span>}
        {mayChange && (
          <>
            <button type="button" className="primary" disabled={!dirty || busy !== null || !may} onClick={() => void save()}>
              {busy === 'save' ? m('save.busy') : m('save')}
            </button>
            {!mayPublish ? null : saved.isPublished && !dirty ? (
              <button type="button" onClick={() => void asked(async () => {
                await call('POST', path(`workflows/definitions/${id}/retract`)!, {});
                setSaved((before) => ({ ...before, isPublished: false }));
                setSaid(m('retracted'));
              })}>
                {m('retract')}
              </button>
            ) : (
              <button type="button" disabled={!may} onClick={() => void publish()}>
                {m('publish')}
              </button>
            )}
          </>
        )}
        <button type="button" onClick={file}>
          {m('export')}
        </button>
      </div>
      <div className="flow-bar" role="toolbar" aria-label={m('canvas')}>
        {mayChange && (
          <>
            <button type="button" disabled={!may} onClick={() => setSheet({})}>
              + {m('add')}
            </button>
            <button type="button" disabled={!may || history.past.length === 0} onClick={back}>
              {m('undo')}
            </button>
            <button type="button" disabled={!may || history.future.length === 0} onClick={forth}>
              {m('redo')}
            </button>
            <button type="button" disabled={chosen.nodes.length === 0} onClick={copyChosen}>
              {m('copy')}
            </button>
            <button type="button" disabled={!may} onClick={() => void pasteLent()}>
              {m('paste')}
            </button>
            <button type="button" disabled={!may || !holder || !isFlowchart(holder)} onClick={tidy}>
              {m('layout')}
            </button>
          </>
        )}
        <button type="button" onClick={() => hold.current?.fit()}>
          {m('fit')}
        </button>
        <button type="button" aria-pressed={boxing} title={m('key.shift')} onClick={() => setBoxing(!boxing)}>
          {m('box')}
        </button>
        <button type="button" aria-pressed={large} onClick={grow}>
          {m('large')}
        </button>
        <button type="button" onClick={() => setSheet('find')}>
          {m('find')}
        </button>
        <button type="button" disabled={busy !== null || !mayTry} onClick={() => (listOf(doc, 'inputs').length > 0 ? setTab('trial') : void rehearse())}>
          {busy === 'trial' ? m('trial.busy') : m('trial.run')}
        </button>
        <button type="button" onClick={() => setSheet('keys')}>
          {m('help')} <kbd>?</kbd>
        </button>
      </div>
      {!mayChange && <p className="small">{m('readonly')}</p>}
      {mayChange && !mayPublish && <p className="small">{m('designer')}</p>}
      {fault && <FaultNotice fault={fault} />}
      {draft && may && (
        <Notice kind="warn" role="status">
          <p>{m('draft', { at: f.moment(draft.at) })}</p>
          <button
            type="button"
            onClick={() => {
              // Saved on top of what it was made from: when that is gone, saving tells of it.
              edit(() => draft.document);
              setSaved((before) => ({ ...before, revision: draft.revision, document: draft.base ?? before.document }));
              setDraft(null);
            }}
          >
            {m('draft.take')}
          </button>{' '}
          <button
            type="button"
            onClick={() => {
              keep(at0, id, null);
              setDraft(null);
            }}
          >
            {m('draft.drop')}
          </button>
        </Notice>
      )}
      {conflict && !conflict.open && (
        <Notice kind="warn" role="status">
          <p>{m('conflict', { by: conflict.by, revision: conflict.revision ?? conflict.theirs.revision, at: conflict.at ? f.moment(conflict.at) : '?' })}</p>
          <button type="button" onClick={() => setConflict({ ...conflict, open: true })}>
            {m('conflict.choose')}
          </button>
        </Notice>
      )}
      {comparison && (
        <Notice>
          <p>
            {m('diff.viewing', { from: comparison.from, to: comparison.to })} <span className="flow-legend tint-added">{m('diff.added')}</span>{' '}
            <span className="flow-legend tint-changed">{m('diff.changed')}</span> <span className="flow-legend tint-removed">{m('diff.removed')}</span>
          </p>
          <button type="button" onClick={() => setComparison(null)}>
            {m('viewing.leave')}
          </button>
        </Notice>
      )}
      {viewed && (
        <Notice>
          <p>{m('viewing', { n: viewed.instance.version })}</p>
          <button type="button" onClick={() => setViewed(null)}>
            {m('viewing.leave')}
          </button>
        </Notice>
      )}
      <nav aria-label={m('path')}>
        <ol className="flow-crumbs">
          {[[] as Path, ...scope.map((_, depth) => scope.slice(0, depth + 1))].slice(firstScope(doc).length > 0 ? 1 : 0).map((way, place, all) => (
            <li key={way.join(':')}>
              {place === all.length - 1 ? (
                <span aria-current="location">{place === 0 ? m('whole') : label(way.at(-1)!)}</span>
              ) : (
                <button type="button" className="link" onClick={() => enter(way)}>
                  {place === 0 ? m('whole') : label(way.at(-1)!)}
                </button>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className="flow-desk">
        <aside className="flow-side flow-palette" aria-label={m('palette')}>
          <h2>{m('palette')}</h2>
          <Palette activities={activities} add={(about) => addHere(about)} />
        </aside>
        <div
          style={{ minWidth: 0 }}
          onDragOver={(event) => event.dataTransfer.types.includes('application/x-activity') && event.preventDefault()}
          onDrop={(event) => {
            const about = catalogue.get(event.dataTransfer.getData('application/x-activity'));
            const position = hold.current?.there(event.clientX - 20, event.clientY - 20);
            if (about) addHere(about, position ? { position } : {});
          }}
        >
          <Canvas
            doc={doc}
            scope={scope}
            catalogue={catalogue}
            chosen={chosen}
            choose={setChosen}
            runs={runs}
            problems={counts}
            tints={tints}
            arrowTints={laid?.arrows ?? noTints}
            pinned={pinned}
            boxing={boxing}
            may={may}
            hold={hold}
            moved={(positions) => edit((it) => move(it, scope, positions), `move:${Object.keys(positions).sort().join(',')}`)}
            connected={(source, port, target) => {
              edit((it) => connect(it, scope, source, port, target));
              setSaid(m('say.connected', { a: label(source), b: label(target) }));
            }}
            drawnOut={(source, port, position) => setSheet({ from: { id: source, port }, position })}
            slotAdd={(slot) => setSheet({ slot })}
            open={openInside}
            menu={(x, y, target) => {
              if (target && !chosen.nodes.includes(target)) setChosen({ nodes: [target], arrows: [] });
              setMenu({ x, y });
            }}
          />
        </div>
        <aside className="flow-side flow-props" aria-label={m('properties')}>
          {chosen.nodes.length > 1 ? (
            <>
              <h2>{m('many', { n: chosen.nodes.length })}</h2>
              {may && holder && isFlowchart(holder) && (
                <div className="acts" role="group" aria-label={m('align')}>
                  {(['left', 'top', 'middle', 'across', 'down'] as const).map((how) => (
                    <button key={how} type="button" onClick={() => line(how)}>
                      {m(`align.${how}`)}
                    </button>
                  ))}
                </div>
              )}
              {may && (
                <div className="acts">
                  <button type="button" onClick={() => put(copy(doc, scope, chosen.nodes))}>
                    {m('duplicate')}
                  </button>
                  <button type="button" onClick={takeAway}>
                    {m('remove')}
                  </button>
                </div>
              )}
            </>
          ) : only && at(doc, [...scope, only]) ? (
            <ActivityForm
              key={only}
              doc={doc}
              scope={scope}
              id={only}
              catalogue={catalogue}
              edit={edit}
              around={around}
              problems={problems}
              executions={runs.get([...scope, only].join(':')) ?? []}
              open={openInside}
              rehearse={mayTry && !viewed && !comparison && busy === null ? (activity) => void rehearseOne(activity) : null}
              runFrom={canRunFrom ? rehearseFrom : null}
              pin={pins[only] ?? null}
              setPin={setPin}
              may={may}
            />
          ) : (
            <WorkflowForm doc={doc} edit={edit} may={may} workflows={workflows} />
          )}
        </aside>
      </div>
      <p className="flow-said" role="status" aria-live="polite">
        {said}
      </p>
      <Panels tab={tab} choose={setTab} count={problems.length} seesRuns={seesRuns}>
        {tab === 'problems' ? (
          <ProblemsPanel problems={problems} failed={checkFailed} label={label} go={goToId} />
        ) : tab === 'trial' ? (
          <TrialPanel
            run={(ask) => void rehearse(ask)}
            trial={side === 'published' && rehearsal?.published ? rehearsal.published : trial}
            rehearsal={rehearsal}
            shown={side}
            show={setSide}
            busy={busy === 'trial' || !mayTry}
            clear={() => {
              setTrial(null);
              setRehearsal(null);
            }}
            inputs={listOf(history.now, 'inputs')}
            pins={Object.keys(pins)}
            unpin={(activity) => setPin(activity, null)}
            label={label}
            go={goToId}
          />
        ) : tab === 'runs' ? (
          <RunsPanel
            id={id}
            may={mayChange}
            published={saved.isPublished}
            inputs={listOf(saved.document, 'inputs')}
            show={look}
            viewed={viewed}
            failed={(failure) => setFault(faultOf(failure))}
            label={label}
            go={goToId}
          />
        ) : (
          <VersionsPanel
            id={id}
            doc={history.now}
            may={mayChange}
            turn={`${saved.version}.${saved.revision}.${saved.isPublished}`}
            compare={(next) => {
              setViewed(null);
              setChosen(nothing);
              setComparison(next);
            }}
            shown={comparison}
            go={goTo}
            failed={(failure) => setFault(faultOf(failure))}
            revert={(version) =>
              (!dirty || confirm(m('leave'))) &&
              void asked(async () => {
                await call('POST', path(`workflows/definitions/${id}/revert`)!, { version });
                keep(at0, id, null);
                again();
              })
            }
          />
        )}
      </Panels>
      {sheet === 'keys' && <KeySheet close={() => setSheet(null)} />}
      {sheet === 'find' && <FindSheet doc={doc} go={goTo} close={() => setSheet(null)} />}
      {sheet !== null && typeof sheet === 'object' && (
        <Window title={sheet.from ? m('add.from', { name: label(sheet.from.id), port: sheet.from.port }) : m('add.title')} close={() => setSheet(null)}>
          <Palette activities={activities} autoFocus add={(about) => addHere(about, sheet)} />
        </Window>
      )}
      {menu && <Menu x={menu.x} y={menu.y} label={m('menu')} items={items()} close={() => setMenu(null)} />}
      {conflict?.open && (
        <Conflict
          conflict={conflict}
          base={saved.document}
          mine={history.now}
          close={() => setConflict({ ...conflict, open: false })}
          take={(merged) => {
            edit(() => merged);
            setSaved({ document: conflict.theirs.document, revision: conflict.theirs.revision, version: conflict.theirs.version, isPublished: conflict.theirs.isPublished });
            setConflict(null);
            setComparison(null);
            setSaid(m('conflict.merged'));
          }}
          draw={() => {
            setComparison(compared(conflict.by, conflict.theirs.document, m('conflict.mine'), history.now));
            setChosen(nothing);
            setTab('versions');
            setConflict({ ...conflict, open: false });
          }}
          asNew={() =>
            void asked(async () => {
              const { id: version, definitionId, ...rest } = straighten(history.now);
              void [version, definitionId];
              const made = await call<{ definitionId: string }>('POST', path('workflows/definitions')!, { document: { ...rest, name: m('copy.name', { name: title }) } });
              keep(at0, id, null);
              setConflict(null);
              go(`flussi/${made.definitionId}`);
            })
          }
          reload={() => {
            file();
            keep(at0, id, null);
            setConflict(null);
            again();
          }}
        />
      )}
    </div>
  );
}
