import { useState } from 'react';
import { call, Fault } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, Notice } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { Choice, FaultyForm, Input, triedOf, untried, useErrors } from './form.tsx';
import { PartHead } from './PartHead.tsx';
import { type SettingsKey, useSettings } from './words.ts';

interface GseRequestField {
  name: string;
  kind: 'text' | 'day' | 'flag' | 'choice';
  needed: boolean;
  words: string[];
}

interface Sheet {
  subject: string;
  code: string;
  name: string;
  seen: number;
  facts: Record<string, string>;
  missing: string[];
  who: string | null;
  at: string | null;
}

/** `GET gse-request`: what a request to GSE asks for beside the declaration. */
interface GseRequest {
  fields: Record<string, GseRequestField[]>;
  sheets: Sheet[];
  missing: number;
}

const files = ['plants', 'members'] as const;

/** What the request to GSE asks for: part by part, with what is missing, and the tables for the portal. */
export function GseRequestPart() {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const dossier = useApi<GseRequest>(path('gse-request'));
  const [chosen, choose] = useState('');
  const [said, setSaid] = useState(false);
  return (
    <>
      <PartHead title={s('dossier')} lead={s('dossier.lead')} />
      {said && (
        <Notice kind="good" role="status">
          <p>{s('dossier.done')}</p>
        </Notice>
      )}
      <Awaited from={dossier}>
        {(all) => {
          const open = all.sheets.find((sheet) => `${sheet.subject} ${sheet.code}` === chosen);
          return (
            <>
              <Card title={s('dossier.standing')}>
                <p>
                  <strong>{all.missing === 0 ? s('dossier.whole') : s('dossier.missing', { n: f.number(all.missing) })}</strong>
                </p>
                <ul>
                  {all.sheets
                    .filter((sheet) => sheet.missing.length > 0)
                    .slice(0, 12)
                    .map((sheet) => (
                      <li key={sheet.subject + sheet.code}>
                        <button type="button" className="link" onClick={() => choose(`${sheet.subject} ${sheet.code}`)}>
                          <Named sheet={sheet} />
                        </button>{' '}
                        {s('dossier.lacks', { n: f.number(sheet.missing.length) })}
                      </li>
                    ))}
                </ul>
                <p>{s('dossier.files')}</p>
                <ul>
                  {files.map((file) => (
                    <li key={file}>
                      <a href={address(path(`gse-request/${file}?format=xlsx`) ?? '')} download>
                        {s('dossier.xlsx', { what: s(`dossier.file.${file}`) })}
                      </a>
                      {' · '}
                      <a href={address(path(`gse-request/${file}`) ?? '')} download>
                        {s('dossier.csv', { what: s(`dossier.file.${file}`) })}
                      </a>
                    </li>
                  ))}
                </ul>
                <p className="small">{s('dossier.unverified')}</p>
              </Card>
              <Card title={s('dossier.change')}>
                <Choice
                  name="part"
                  label={s('dossier.part')}
                  value={chosen}
                  set={(part) => {
                    setSaid(false);
                    choose(part);
                  }}
                  empty={s('choose')}
                  options={all.sheets.map((sheet) => [`${sheet.subject} ${sheet.code}`, `${s(titleOf(sheet))}: ${sheet.name}`])}
                />
                {open && (
                  <Declare
                    key={`${chosen} ${open.seen}`}
                    sheet={open}
                    fields={all.fields[open.subject] ?? []}
                    done={() => {
                      setSaid(true);
                      dossier.reload();
                    }}
                    reload={dossier.reload}
                  />
                )}
              </Card>
            </>
          );
        }}
      </Awaited>
    </>
  );
}

const titleOf = (sheet: Sheet) => `dossier.${sheet.subject}` as SettingsKey;

function Named({ sheet }: { sheet: Sheet }) {
  const { s } = useSettings();
  return (
    <>
      {s(titleOf(sheet))}: <span data-own>{sheet.name}</span>
    </>
  );
}

function Declare({ sheet, fields, done, reload }: { sheet: Sheet; fields: GseRequestField[]; done(): void; reload(): void }) {
  const { s, f, named } = useSettings();
  const path = useCommunityPath();
  const [facts, setFacts] = useState<Record<string, string>>(sheet.facts);
  const [tried, setTried] = useState(untried);
  const [again, setAgain] = useState(false);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path('gse-request')!, { subject: sheet.subject, code: sheet.code, seen: sheet.seen, facts });
      done();
    } catch (failure) {
      if (failure instanceof Fault && failure.status === 409) {
        setAgain(true);
        reload();
      } else setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('dossier.save')}>
      {again && (
        <Notice kind="bad" role="alert">
          <p>{s('dossier.again')}</p>
        </Notice>
      )}
      {sheet.at !== null && (
        <p className="small">
          {s('dossier.by', { at: f.moment(sheet.at) })} <span data-own>{sheet.who}</span>
        </p>
      )}
      <div className="fields">
        {fields.map((field) => {
          const shared = {
            name: field.name,
            label: named('dossier.f', field.name) + (field.needed ? ` ${s('dossier.needed')}` : ''),
            value: facts[field.name] ?? '',
            set: (value: string) => setFacts({ ...facts, [field.name]: value }),
            error: error(field.name),
          };
          if (field.kind === 'text') return <Input key={field.name} {...shared} />;
          if (field.kind === 'day') return <Input key={field.name} {...shared} type="date" />;
          const words = field.kind === 'flag' ? ['yes', 'no'] : field.words;
          return (
            <Choice
              key={field.name}
              {...shared}
              empty={s('dossier.untold')}
              options={words.map((word) => [word, named('dossier.w', word)])}
            />
          );
        })}
      </div>
      <div className="actions">
        <button type="submit" className="primary">
          {s('dossier.save')}
        </button>
      </div>
    </FaultyForm>
  );
}
