import { useState } from 'react';
import { call, type Fault } from '../api/client.ts';
import { useSession } from '../api/session.tsx';
import type { Invitation, Person } from '../api/types.ts';
import { useApi } from '../api/useApi.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Icon } from '../components/Icon.tsx';
import { Awaited, Card, FaultNotice, Field, Notice, PageHead } from '../components/Parts.tsx';
import { useWords } from '../i18n/index.tsx';
import { address, basePath } from '../router.tsx';
import { HomeUsers } from './home/HomeUsers.tsx';
import { type MailKey, useMailWords } from './mail/words.ts';
import { asFault, useWrong } from './people/wrong.ts';
import { usePeopleWords } from './people/peopleWords.ts';
import { type GrantForm, GrantFields, grantOf, PersonChange } from './PersonChange.tsx';

const colour: Record<Person['state'], string> = { active: 'good', invited: 'warn', disabled: 'bad' };

/** Who may enter, and as what. */
export function People() {
  const { t, f } = useWords();
  const { m } = useMailWords();
  const { me } = useSession();
  const people = useApi<Person[]>('api/people');
  const [invite, setInvite] = useState<{ name: string; link: string; expiresAt: string } | null>(null);
  const [changed, setChanged] = useState<Person | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const show = (name: string, { invitePath, expiresAt }: Invitation) => {
    const path = invitePath.startsWith(basePath) ? invitePath.slice(basePath.length) : invitePath;
    setInvite({ name, link: address(path), expiresAt });
    people.reload();
  };
  const act = (work: Promise<unknown>) => {
    setFault(null);
    work.catch((failure: unknown) => setFault(asFault(failure)));
  };
  return (
    <>
      <PageHead title={t('nav.people')} lead={t('people.lead')} />
      {invite && <Link1 {...invite} />}
      {fault && <FaultNotice fault={fault} />}
      <Card title={t('people.title')}>
        <Awaited from={people}>
          {(all) => (
            <DataTable
              caption={t('people.title')}
              file="persone"
              rows={all}
              id={(row) => row.id}
              columns={[
                {
                  key: 'name',
                  header: t('people.name'),
                  value: (row) => row.name,
                  show: (row) => (
                    <>
                      {row.name}
                      <span className="cramped small">{row.roles.map(({ role }) => t(`role.${role}`)).join(', ')}</span>
                    </>
                  ),
                },
                { key: 'login', header: t('people.login'), roomy: true, value: (row) => row.login },
                {
                  key: 'email',
                  header: t('people.address'),
                  roomy: true,
                  value: (row) => row.email,
                  show: (row) => (
                    <>
                      {row.email}
                      {row.stopped && row.stopped.length > 0 && (
                        <span className="note">
                          {m('un.of', { kinds: row.stopped.map((kind) => m(`kind.${kind}` as MailKey)).join(', ') })}
                        </span>
                      )}
                    </>
                  ),
                },
                {
                  key: 'roles',
                  header: t('people.roles'),
                  roomy: true,
                  value: (row) => row.roles.map(({ role }) => t(`role.${role}`)).join(', '),
                },
                { key: 'totp', header: t('people.totp'), roomy: true, value: (row) => t(row.totp ? 'yes' : 'no') },
                {
                  key: 'state',
                  header: t('people.state'),
                  value: (row) => t(`person.${row.state}`),
                  show: (row) => <span className={`tag ${colour[row.state]}`}>{t(`person.${row.state}`)}</span>,
                },
                {
                  key: 'seen',
                  header: t('people.seen'),
                  roomy: true,
                  value: (row) => row.lastSeenAt,
                  show: (row) => (row.lastSeenAt ? f.moment(row.lastSeenAt) : t('people.never')),
                },
                {
                  key: 'act',
                  header: t('people.act'),
                  value: () => null,
                  show: (row) => (
                    <span className="acts">
                      <button type="button" className="quiet" onClick={() => setChanged(row)}>
                        {t('people.change')}
                        <span className="visually-hidden"> {row.name}</span>
                      </button>
                      <button
                        type="button"
                        className="quiet"
                        onClick={() =>
                          act(
                            call<Invitation>('POST', `api/people/${row.id}/invite`).then((made) =>
                              show(row.name, made),
                            ),
                          )
                        }
                      >
                        {t('people.invite')}
                        <span className="visually-hidden"> {row.name}</span>
                      </button>
                      {row.state !== 'disabled' && row.login !== me?.login && (
                        <button
                          type="button"
                          className="quiet"
                          onClick={() =>
                            window.confirm(t('people.disable.sure', { name: row.name })) &&
                            act(call('DELETE', `api/people/${row.id}`).then(people.reload))
                          }
                        >
                          {t('people.disable')}
                          <span className="visually-hidden"> {row.name}</span>
                        </button>
                      )}
                    </span>
                  ),
                },
              ]}
            />
          )}
        </Awaited>
      </Card>
      <HomeUsers people={people.data ?? []} />
      <NewPerson made={show} />
      {changed && <PersonChange person={changed} close={() => setChanged(null)} changed={people.reload} />}
    </>
  );
}

function Link1({ name, link, expiresAt }: { name: string; link: string; expiresAt: string }) {
  const { t, f } = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <Notice kind="good" role="status">
      <p>{t('people.link', { name, at: f.moment(expiresAt) })}</p>
      <p className="copy">
        <input readOnly value={link} aria-label={t('people.link.label')} onFocus={(event) => event.target.select()} />
        <button type="button" onClick={() => void navigator.clipboard?.writeText(link).then(() => setCopied(true))}>
          {t(copied ? 'people.copied' : 'people.copy')}
        </button>
      </p>
    </Notice>
  );
}

function NewPerson({ made }: { made(name: string, invitation: Invitation): void }) {
  const { t } = useWords();
  const { communities } = useSession();
  const [form, setForm] = useState({ name: '', login: '', email: '' });
  const [grant, setGrant] = useState<GrantForm>({ role: 'operator', community: '', member: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const { wrong, clear, take } = usePeopleWords();
  const body = useWrong(wrong.name, wrong.login, wrong.email);
  const set = (key: keyof typeof form) => (event: { target: { value: string } }) =>
    setForm({ ...form, [key]: event.target.value });
  const send = async () => {
    setFault(null);
    clear();
    try {
      made(
        form.name,
        await call<Invitation>('POST', 'api/people', {
          login: form.login.trim(),
          name: form.name.trim(),
          email: form.email.trim() || null,
          roles: [grantOf(grant, communities[0]?.code ?? null)],
        }),
      );
      setForm({ name: '', login: '', email: '' });
      setGrant({ ...grant, member: '' });
    } catch (failure) {
      if (!take(asFault(failure))) setFault(asFault(failure));
    }
  };
  return (
    <Card title={t('people.new')}>
      <form
        ref={body}
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field label={t('people.name')} error={wrong.name}>
          {(ids) => (
            <input {...ids} required maxLength={120} autoComplete="off" value={form.name} onChange={set('name')} />
          )}
        </Field>
        <Field label={t('people.login')} error={wrong.login}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={80}
              autoComplete="off"
              autoCapitalize="none"
              value={form.login}
              onChange={set('login')}
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
              value={form.email}
              onChange={set('email')}
            />
          )}
        </Field>
        <GrantFields value={grant} change={setGrant} />
        <button type="submit" className="primary">
          <Icon name="key" /> {t('people.make')}
        </button>
      </form>
      {fault && <FaultNotice fault={fault} />}
    </Card>
  );
}
