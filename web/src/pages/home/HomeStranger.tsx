import { useState } from 'react';
import { Field, Notice } from '../../components/Parts.tsx';
import { usePlace } from '../../router.tsx';
import { Claim } from '../first/Claim.tsx';
import { useHome } from './words.ts';

/** For a user of Home Assistant whom nobody linked yet: how to be admitted, and a field for an invite's code. */
export function HomeStranger({ name }: { name: string }) {
  const { h } = useHome();
  const { go } = usePlace();
  const [code, setCode] = useState('');
  return (
    <>
      <Claim
        otherwise={<Notice kind="warn">{name ? h('stranger', { name }) : h('stranger.unnamed')}</Notice>}
      />
      <details className="card">
        <summary>{h('code')}</summary>
        <form
          className="fields"
          onSubmit={(event) => {
            event.preventDefault();
            go(`invito/${encodeURIComponent(code.trim())}`);
          }}
        >
          <Field label={h('code.label')} hint={h('code.hint')}>
            {(ids) => (
              <input
                {...ids}
                required
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={100}
                pattern="\s*[A-Za-z0-9_\-]+\s*"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <button type="submit">{h('code.go')}</button>
        </form>
      </details>
    </>
  );
}
