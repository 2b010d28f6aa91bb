import { useState } from 'react';
import { call, Fault } from '../api/client.ts';
import { useCommunityPath, useMayChange } from '../api/session.tsx';
import type { Held } from '../api/types.ts';
import { useWords } from '../i18n/index.tsx';
import { Icon } from './Icon.tsx';
import { Card, FaultNotice, Notice } from './Parts.tsx';

const atOnce = 30;

/** The lines kept apart, each with its decision. */
export function Quarantine({ held, reload }: { held: readonly Held[]; reload(): void }) {
  const { t, n } = useWords();
  const [done, setDone] = useState('');
  const [shown, setShown] = useState(atOnce);
  const decided = (words: string) => {
    setDone(words);
    reload();
  };
  return (
    <Card title={t('data.quarantine')}>
      <p>{t('data.quarantine.words')}</p>
      <p role="status" aria-live="polite" className={done ? 'said' : 'visually-hidden'}>
        {done}
      </p>
      {held.length === 0 ? (
        <Notice kind="good">{t('data.quarantine.none')}</Notice>
      ) : (
        <>
          <p className="small">{n('data.quarantine.count', held.length)}</p>
          <ul className="plain stack">
            {held.slice(0, shown).map((line) => (
              <li key={`${line.id}-${line.line}`}>
                <HeldLine line={line} decided={decided} />
              </li>
            ))}
          </ul>
          {held.length > shown && (
            <p className="after">
              <button type="button" onClick={() => setShown(shown + atOnce)}>
                {t('data.quarantine.more')}
              </button>
            </p>
          )}
        </>
      )}
    </Card>
  );
}

/** One line kept apart: one click decides it, with the reason that is written, or the usual one. */
function HeldLine({ line, decided }: { line: Held; decided(words: string): void }) {
  const { t, f, code } = useWords();
  const path = useCommunityPath();
  const mayChange = useMayChange();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const field = `reason-${line.id}-${line.line}`;
  const label = line.label ? `…${line.label}` : t('data.nolabel');
  const acceptable = line.acceptable !== false;
  const said = code('held', line.reason, line.words);
  const decide = async (decision: 'accept' | 'reject') => {
    setBusy(true);
    setFault(null);
    try {
      await call('POST', path(`quarantine/${line.id}/${line.line}`)!, {
        decision,
        reason: reason.trim() || t(`data.${decision}.usual`),
      });
      decided(t(`data.${decision}.done`, { label }));
    } catch (failure) {
      setFault(failure instanceof Fault ? failure : new Fault(0, null));
      setBusy(false);
    }
  };
  return (
    <div className="held">
      <p>
        <strong>{label}</strong>
        {line.at && ` · ${f.moment(line.at)}`}
        {line.found && <Found found={line.found} />}
      </p>
      <p>{said}</p>
      {said !== line.words && (
        <p className="small" lang="en">
          {line.words}
        </p>
      )}
      {fault && <FaultNotice fault={fault} retry={fault.status === 409 ? () => decided('') : undefined} />}
      {mayChange && (
        <div className="decide">
          <div className="field">
            <label htmlFor={field}>{t('data.reason')}</label>
            <input
              id={field}
              value={reason}
              maxLength={200}
              placeholder={t(acceptable ? 'data.accept.usual' : 'data.reject.usual')}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          {acceptable && (
            <button type="button" className="primary" disabled={busy} onClick={() => void decide('accept')}>
              <Icon name="check" /> {t('data.accept')}
              <span className="visually-hidden"> {label}</span>
            </button>
          )}
          <button type="button" disabled={busy} onClick={() => void decide('reject')}>
            <Icon name="cross" /> {t('data.reject')}
            <span className="visually-hidden"> {label}</span>
          </button>
        </div>
      )}
    </div>
  );
}

/** What the line itself says. */
function Found({ found }: { found: NonNullable<Held['found']> }) {
  const { t, f } = useWords();
  const figures = (['injected', 'withdrawn', 'produced'] as const)
    .filter((figure) => found[`${figure}Kwh`] !== null)
    .map((figure) => `${t(`energy.${figure}`).toLowerCase()} ${f.kwh(found[`${figure}Kwh`], 3)}`);
  const minutes = found.minutes === null ? [] : [t('data.minutes', { n: found.minutes })];
  const all = [...minutes, ...figures];
  return all.length > 0 && <> · {all.join(', ')}</>;
}
