import { useEffect, useRef } from 'react';
import { Fault } from '../../api/client.ts';

/** A form whose first wrong field takes the focus when an error appears beside it. */
export function useWrong(...errors: (string | undefined)[]) {
  const form = useRef<HTMLFormElement>(null);
  const said = errors.join('');
  useEffect(() => {
    if (said) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [said]);
  return form;
}

export const asFault = (failure: unknown) => (failure instanceof Fault ? failure : new Fault(0, null));

/** Which field of a form the server finds wrong; null when it names none. */
export const fieldOf = (fault: Fault) => (typeof fault.body.field === 'string' ? fault.body.field : null);
