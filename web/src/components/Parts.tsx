import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Fault } from '../api/client.ts';
import type { Loaded } from '../api/useApi.ts';
import { useWords, type Key } from '../i18n/index.tsx';
import type { Month, Quality, Reason } from '../api/types.ts';
import { takeMove, usePlace } from '../router.tsx';
import { Heading, type Level } from './Heading.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** The top of a page: its name, what it is for, what can be done with it. */
export function PageHead({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  const { t } = useWords();
  const { path } = usePlace();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  // A new page takes the focus, so that a screen reader begins to read there.
  useEffect(() => {
    if (takeMove()) head.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <div className="page-head">
      <div>
        <h1 ref={head} tabIndex={-1}>
          {title}
        </h1>
        {lead && <p className="lead">{lead}</p>}
      </div>
      {children && <div className="page-tools">{children}</div>}
    </div>
  );
}

export function Card({
  title,
  level = 2,
  children,
  tools,
  className = '',
}: {
  title?: string;
  level?: Level;
  children: ReactNode;
  tools?: ReactNode;
  className?: string;
}) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="card-head">
          <Heading level={level} id={id}>
            {title}
          </Heading>
          {tools}
        </div>
      )}
      {children}
    </section>
  );
}

/** What is said when a call failed, and how to try again. */
export function FaultNotice({ fault, retry }: { fault: Fault; retry?: (() => void) | undefined }) {
  const { t } = useWords();
  const known: Record<number, Key> = {
    0: 'fault.0',
    400: 'fault.400',
    401: 'fault.401',
    403: 'fault.403',
    404: 'fault.404',
    409: 'fault.409',
    429: 'fault.429',
    503: 'fault.503',
  };
  return (
    <div className="notice bad" role="alert">
      <Icon name="warn" />
      <div>
        <p>{t(known[fault.status] ?? 'fault.other')}</p>
        {fault.detail && (
          <p className="small" lang="en">
            {fault.detail}
          </p>
        )}
        {retry && (
          <button type="button" onClick={retry}>
            <Icon name="refresh" /> {t('fault.retry')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Shows what was loaded; before that a skeleton, and a sentence when it failed. Old figures stay, and say so. */
export function Awaited<T>({
  from,
  children,
  rows = 3,
}: {
  from: Loaded<T>;
  children(data: T): ReactNode;
  rows?: number;
}) {
  const { t } = useWords();
  if (from.data === null)
    return from.fault ? <FaultNotice fault={from.fault} retry={from.reload} /> : <Skeleton rows={rows} />;
  return (
    <>
      {from.fault && (
        <div className="notice warn" role="status">
          <Icon name="warn" />
          <div>
            <p>{t('fault.stale')}</p>
            <button type="button" onClick={from.reload}>
              {t('fault.retry')}
            </button>
          </div>
        </div>
      )}
      {children(from.data)}
    </>
  );
}

export function Skeleton({ rows = 3 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div role="status" aria-busy="true" className="skeletons">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="skeleton card-sized" />
      ))}
    </div>
  );
}

export function Notice({
  kind = 'info',
  children,
  role,
}: {
  kind?: 'info' | 'warn' | 'good' | 'bad';
  children: ReactNode;
  role?: 'status' | 'alert';
}) {
  const icon: Record<string, IconName> = { info: 'info', warn: 'warn', good: 'check', bad: 'warn' };
  return (
    <div className={`notice ${kind}`} role={role}>
      <Icon name={icon[kind] ?? 'info'} />
      <div>{children}</div>
    </div>
  );
}

/** One figure with its name, its unit, and a line about it. */
export function Tile({
  label,
  value,
  note,
  meaning,
  big,
  quality,
}: {
  label: string;
  value: string;
  note?: ReactNode;
  meaning?: string;
  big?: boolean;
  quality?: string | undefined;
}) {
  return (
    <div className={`tile ${big ? 'big' : ''} ${meaning ? `m-${meaning}` : ''}`}>
      <dt>
        {meaning && <span className={`swatch m-${meaning}`} aria-hidden="true" />}
        {label}
      </dt>
      <dd>
        <span className="value">{value}</span>
        {quality && <span className="tag warn">{quality}</span>}
        {note && <span className="note">{note}</span>}
      </dd>
    </div>
  );
}

export function StatusTag({ status, state }: { status: Month['status']; state?: Month['state'] }) {
  const { t } = useWords();
  return (
    <span className="tags">
      <span className={`tag ${status === 'final' ? 'good' : status === 'partial' ? 'bad' : 'warn'}`}>
        <Icon name={status === 'final' ? 'check' : 'warn'} size={14} />
        {t(`status.${status}`)}
      </span>
      {state && <span className="tag">{t(`state.${state}`)}</span>}
    </span>
  );
}

export function QualityTag({ quality }: { quality: Quality | undefined }) {
  const { t } = useWords();
  if (!quality || quality === 'measured') return null;
  return <span className={`tag ${quality === 'missing' ? 'bad' : 'warn'}`}>{t(`quality.${quality}`)}</span>;
}

export function Reasons({ reasons }: { reasons: readonly Reason[] }) {
  const { code } = useWords();
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={reason.code + reason.text}>{code('reason', reason.code, reason.text)}</li>
      ))}
    </ul>
  );
}

/** A window over the page: the browser keeps the focus inside, and Escape closes it. */
export function Window({
  title,
  close,
  children,
  wide,
  dismiss,
}: {
  title: string;
  /** What the button says that leaves it without doing anything. */
  dismiss?: string;
  close(): void;
  children: ReactNode;
  wide?: boolean;
}) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? 'window wide' : 'window'}
      aria-labelledby={id}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="window-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" onClick={close}>
          <Icon name="cross" /> {dismiss ?? t('close')}
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** A labelled field with its error beside it. */
export function Field({
  label,
  error,
  hint,
  children,
}: {
  label: string;
  error?: string | undefined;
  hint?: string;
  children(ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }): ReactNode;
}) {
  const id = useId();
  const about = error ? `${id}e` : hint ? `${id}h` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(about ? { 'aria-describedby': about } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {error ? (
        <p className="error" id={`${id}e`} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p className="hint" id={`${id}h`}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

/** The parts of a whole as one bar, widths only. */
export function PartsBar({ parts, label }: { parts: readonly { meaning: string; value: number }[]; label: string }) {
  return (
    <div className="parts" role="img" aria-label={label}>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ meaning, value }) => (
          <span key={meaning} className={`m-${meaning}`} style={{ flexGrow: value }} />
        ))}
    </div>
  );
}
