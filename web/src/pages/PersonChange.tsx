import { useState } from 'react';
import { call, type Fault } from '../api/client.ts';
import { useSession } from '../api/session.tsx';
import type { Grant, Person, Role } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { Icon } from '../components/Icon.tsx';
import { FaultNotice, Field, Window } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { usePeopleWords } from './people/peopleWords.ts';
import { Tokens } from './people/Tokens.tsx';
import { asFault, useWrong } from './people/wrong.ts';

const roles: Role[] = ['administrator', 'operator', 'approver', 'auditor', 'accountant', 'designer', 'member', 'delegate'];

/** Ids are the store's numbers. */
const memberId = (text: string) => (text === '' ? null : /^\d+$/.test(text) ? Number(text) : text);

/** A role as a form holds it; empty texts are nothing. */
export interface GrantForm {
  role: Role;
  community: string;
  member: string;
}

/** A member's role is of one community; any other role may be of all. */
export function grantOf({ role, community, member }: GrantForm, first: string | null): Grant {
  return {
    role,
    community: community || (role === 'member' ? first : null),
    member: role === 'member' ? memberId(member) : null,
  };
}

const formOf = ({ role, community, member }: Grant): GrantForm => ({
  role,
  community: community ?? '',
  member: member === null || member === undefined ? '' : String(member),
});

/** Role, community, and for a member which one. */
export function GrantFields({ value, change }: { value: GrantForm; change(next: GrantForm): void }) {
  const { t } = useWords();
  const { communities } = useSession();
  return (
    <>
      <Field label={t('people.role')} hint={t(`role.${value.role}.words`)}>
        {(ids) => (
          <select
            {...ids}
            value={value.role}
            onChange={(event) => change({ ...value, role: event.target.value as Role, member: '' })}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('people.community')}>
        {(ids) => (
          <select
            {...ids}
            value={value.community}
            onChange={(event) => change({ ...value, community: event.target.value, member: '' })}
          >
            {value.role !== 'member' && <option value="">{t('people.every')}</option>}
            {communities.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {value.role === 'member' && (
        <MemberChoice
          community={value.community || (communities[0]?.code ?? '')}
          value={value.member}
          choose={(member) => change({ ...value, member })}
        />
      )}
    </>
  );
}

function MemberChoice({
  community,
  value,
  choose,
}: {
  community: string;
  value: string;
  choose(member: string): void;
}) {
  const { t } = useWords();
  const members = useApi<{ id: string | number; name: string }[]>(
    community ? `api/communities/${encodeURIComponent(community)}/members` : null,
  );
  return (
    <Field label={t('member')}>
      {(ids) => (
        <select {...ids} required value={value} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('choose')}</option>
          {members.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Name, address and roles of a person; what is saved replaces what was. */
export function PersonChange({ person, close, changed }: { person: Person; close(): void; changed(): void }) {
  const { t } = useWords();
  const { communities } = useSession();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [grants, setGrants] = useState(() => person.roles.map((grant, key) => ({ key, form: formOf(grant) })));
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const { wrong, clear, take } = usePeopleWords();
  const body = useWrong(wrong.name, wrong.email);
  const save = async () => {
    setFault(null);
    clear();
    setBusy(true);
    try {
      await call<void>('PUT', `api/people/${person.id}`, {
        name: name.trim(),
        email: email.trim() || null,
        roles: grants.map(({ form }) => grantOf(form, communities[0]?.code ?? null)),
      });
      changed();
      close();
    } catch (failure) {
      if (!take(asFault(failure))) setFault(asFault(failure));
      setBusy(false);
    }
  };
  return (
    <Window title={t('people.change.title', { name: person.name })} close={close}>
      <form
        ref={body}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="fields">
          <Field label={t('people.name')} error={wrong.name}>
            {(ids) => (
              <input
                {...ids}
                required
                maxLength={120}
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('people.email')} error={wrong.email}>
            {(ids) => (
              <input
                {...ids}
                type="email"
                maxLength={200}
                autoComplete="off"
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            )}
          </Field>
        </div>
        {grants.map(({ key, form }, place) => (
          <fieldset key={key} className="grant">
            <legend>{t('people.change.role', { number: String(place + 1) })}</legend>
            <div className="fields">
              <GrantFields
                value={form}
                change={(next) => setGrants(grants.map((one) => (one.key === key ? { key, form: next } : one)))}
              />
              {grants.length > 1 && (
                <button
                  type="button"
                  className="quiet"
                  onClick={() => setGrants(grants.filter((one) => one.key !== key))}
                >
                  <Icon name="cross" /> {t('people.change.remove')}
                  <span className="visually-hidden"> {place + 1}</span>
                </button>
              )}
            </div>
          </fieldset>
        ))}
        <p>
          <button
            type="button"
            onClick={() =>
              setGrants([
                ...grants,
                {
                  key: Math.max(...grants.map((one) => one.key), 0) + 1,
                  form: { role: 'operator', community: '', member: '' },
                },
              ])
            }
          >
            {t('people.change.add')}
          </button>
        </p>
        <p className="small">{t('people.change.unsaved')}</p>
        {fault && <FaultNotice fault={fault} />}
        <button type="submit" className="primary" disabled={busy}>
          {t('people.change.save')}
        </button>
      </form>
      {person.state === 'active' && person.roles.some(({ role }) => role !== 'member') && (
        <Tokens at={`api/people/${person.id}/tokens`} of={person.name} />
      )}
    </Window>
  );
}
