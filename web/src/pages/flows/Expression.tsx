import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { complete } from '../../workflows/completion.ts';
import type { Evaluated } from './api.ts';
import { useFlows } from './words.ts';

/** A script with suggestions while it is written, and what it comes to. */
export function Expression({
  id,
  value,
  change,
  names,
  tried,
  evaluate,
  disabled,
}: {
  id: string;
  value: string;
  change(value: string): void;
  names: readonly string[];
  /** What the values come from; null when there are none. */
  tried: string | null;
  evaluate(text: string): Promise<Evaluated>;
  disabled: boolean;
}) {
  const { m } = useFlows();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [offer, setOffer] = useState<{ from: number; options: string[]; at: number } | null>(null);
  const [came, setCame] = useState<Evaluated | null>(null);

  const look = () => {
    const area = field.current;
    if (!area) return;
    const { from, options } = complete(area.value, area.selectionStart, names);
    setOffer(options.length > 0 ? { from, options, at: 0 } : null);
  };
  const take = (option: string) => {
    const area = field.current;
    if (!area || !offer) return;
    const next = value.slice(0, offer.from) + option + value.slice(area.selectionStart);
    change(next);
    setOffer(null);
    const caret = offer.from + option.length;
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(caret, caret);
    });
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      look();
    } else if (!offer) return;
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setOffer(null);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setOffer({ ...offer, at: (offer.at + by + offer.options.length) % offer.options.length });
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      take(offer.options[offer.at]!);
    }
  };
  return (
    <>
      <textarea
        ref={field}
        id={id}
        className="flow-code"
        rows={Math.min(10, Math.max(2, value.split('\n').length))}
        spellCheck={false}
        disabled={disabled}
        value={value}
        title={m('suggestions.use')}
        aria-autocomplete="list"
        aria-controls={offer ? list : undefined}
        aria-activedescendant={offer ? `${list}-${offer.at}` : undefined}
        onChange={(event) => {
          change(event.target.value);
          setCame(null);
          requestAnimationFrame(look);
        }}
        onKeyDown={key}
        onBlur={() => setTimeout(() => setOffer(null), 150)}
      />
      {offer && (
        <ul className="flow-options flow-code" role="listbox" id={list} aria-label={m('suggestions')}>
          {offer.options.map((option, place) => (
            <li
              key={option}
              id={`${list}-${place}`}
              role="option"
              aria-selected={place === offer.at}
              onMouseDown={(event) => {
                event.preventDefault();
                take(option);
              }}
            >
              {option}
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="quiet" onClick={() => void evaluate(value).then(setCame)}>
        {m('evaluate')} {tried}
      </button>
      <div aria-live="polite">
        {came &&
          (came.fault ? (
            <p className="error small">{m('evaluate.fault', { ...came.fault })}</p>
          ) : (
            <pre className="flow-out">
              {came.text}
              {'  '}({came.type})
            </pre>
          ))}
      </div>
    </>
  );
}
