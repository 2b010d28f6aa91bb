import { useState } from 'react';
import type { Fault } from '../../api/client.ts';
import { useWords } from '../../i18n/index.tsx';
import { fieldOf } from './wrong.ts';

const words = {
  it: {
    name: 'Scrivi un nome, al più 200 caratteri.',
    login: 'Serve un nome utente di lettere minuscole, numeri e . _ @ + -, che cominci con una lettera o un numero.',
    taken: 'Questo nome utente è già di un’altra persona.',
    email: 'Serve un indirizzo e-mail, come nome@comune.it.',
  },
  en: {
    name: 'Write a name, 200 characters at most.',
    login: 'A login has small letters, digits and . _ @ + -, and begins with a letter or digit.',
    taken: 'Somebody else has this login already.',
    email: 'An e-mail address is needed, such as nome@comune.it.',
  },
};

/** Beside which field of a person a refusal stands. */
export function usePeopleWords() {
  const { language } = useWords();
  const [wrong, setWrong] = useState<{ name?: string; login?: string; email?: string }>({});
  return {
    wrong,
    clear: () => setWrong({}),
    /** Whether the fault was put beside a field. */
    take(fault: Fault): boolean {
      const field = fieldOf(fault);
      if (field !== 'name' && field !== 'login' && field !== 'email') return false;
      setWrong({ [field]: words[language][field === 'login' && fault.status === 409 ? 'taken' : field] });
      return true;
    },
  };
}
