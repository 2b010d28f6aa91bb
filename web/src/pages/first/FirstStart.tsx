import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, Notice, PageHead } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { Community } from './Community.tsx';
import { beginning, isDone, keepSkipped, skipped, type Setup, type Step, steps } from './types.ts';
import { useFirst } from './words.ts';
import './first.css';

/** The first start, step by step: each can be skipped, and taken up again. */
export function FirstStart() {
  const { w } = useFirst();
  const { refresh, communities } = useSession();
  const setup = useApi<Setup>('api/setup', 5000);
  // The page around hears of a community that has come.
  const known = setup.data?.communities.length ?? 0;
  useEffect(() => {
    if (known > communities.length) refresh();
  }, [known, communities.length, refresh]);
  return (
    <>
      <PageHead title={w('title')} lead={w('lead')} />
      <Awaited from={setup} rows={3}>
        {(data) => <Steps setup={data} changed={setup.reload} />}
      </Awaited>
    </>
  );
}

function Steps({ setup, changed }: { setup: Setup; changed(): void }) {
  const { w } = useFirst();
  const [left, setLeft] = useState(skipped);
  const [step, setStep] = useState<Step>(() => beginning(setup, skipped()));
  const panel = useRef<HTMLDivElement>(null);
  const index = steps.indexOf(step);
  const done = isDone(step, setup);
  const to = (next: Step) => {
    setStep(next);
    // Who reads by ear begins at the new step.
    panel.current?.focus({ preventScroll: true });
  };
  const go = (by: number) => {
    const next = by > 0 && !done ? [...new Set([...left, step])] : left.filter((one) => one !== step || by <= 0);
    setLeft(next);
    keepSkipped(next);
    to(steps[index + by] ?? 'end');
  };
  const stateOf = (one: Step) => (isDone(one, setup) ? 'done' : left.includes(one) ? 'skipped' : 'open');
  const open = steps.filter((one) => one !== 'end' && !isDone(one, setup));
  return (
    <div className="first-start">
      <nav aria-label={w('steps')}>
        <ol>
          {steps.map((one) => (
            <li key={one}>
              <button
                type="button"
                className="quiet"
                aria-current={one === step ? 'step' : undefined}
                onClick={() => to(one)}
              >
                <span>{w(one)}</span>
                {one !== 'end' && (
                  <span className={`tag ${stateOf(one) === 'done' ? 'good' : ''}`}>{w(stateOf(one))}</span>
                )}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <div ref={panel} tabIndex={-1}>
        <Card title={w(step)}>
          <Content step={step} setup={setup} changed={changed} open={open} />
          <div className="first-tools">
            {index > 0 && (
              <button type="button" onClick={() => go(-1)}>
                {w('back')}
              </button>
            )}
            {step !== 'end' && (
              <button type="button" className={done ? 'primary' : ''} onClick={() => go(1)}>
                {w(done ? 'next' : 'skip')}
              </button>
            )}
          </div>
        </Card>
      </div>
    </div>
  );
}

function Content({ step, setup, changed, open }: { step: Step; setup: Setup; changed(): void; open: Step[] }) {
  const { w } = useFirst();
  switch (step) {
    case 'me':
      return <Me setup={setup} />;
    case 'community':
      return <Community setup={setup} changed={changed} />;
    case 'broker':
      return (
        <Found yes={setup.broker !== null}>
          {setup.broker ? w('broker.found', { ...setup.broker }) : w('broker.none')}
        </Found>
      );
    case 'home':
      return (
        <>
          <Found yes={setup.home.ready}>
            {setup.home.ready
              ? w('home.found', { version: setup.home.version ?? '' })
              : w(setup.home.on ? 'home.away' : 'home.none')}
          </Found>
          {setup.home.on && <p>{w('home.collect')}</p>}
        </>
      );
    case 'mail':
      return <Found yes={setup.mail}>{w(setup.mail ? 'mail.on' : 'mail.off')}</Found>;
    case 'end':
      return (
        <>
          <p>{open.length === 0 ? w('end.all') : w('end.some', { names: open.map((one) => w(one)).join(', ') })}</p>
          <p>
            <Link to="">{w('end.go')}</Link>
          </p>
        </>
      );
  }
}

function Me({ setup }: { setup: Setup }) {
  const { w } = useFirst();
  const { me } = useSession();
  return (
    <>
      <Found yes={setup.linked}>
        {setup.linked ? w('me.linked', { name: setup.user ?? '' }) : w('me.login', { name: me?.name ?? '' })}
      </Found>
      <p>{w('me.others')}</p>
      {setup.linked && <p>{w('me.password')}</p>}
      <p>
        <Link to="persone">{w('people')}</Link>
      </p>
    </>
  );
}

function Found({ yes, children }: { yes: boolean; children: ReactNode }) {
  return (
    <Notice kind={yes ? 'good' : 'info'} role="status">
      {children}
    </Notice>
  );
}
