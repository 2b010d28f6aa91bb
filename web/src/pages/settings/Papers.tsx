import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCommunityPath } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Notice, Window } from '../../components/Parts.tsx';
import { address } from '../../router.tsx';
import { Choice, FaultyForm, Input, triedOf, untried, useErrors } from './form.tsx';
import { PaperFiles, Sending } from './PaperFiles.tsx';
import { refusedOf, uploadAll } from './papers.ts';
import type { PaperList, PaperRow } from './types.ts';
import { useSettings } from './words.ts';

/** The button that opens the scans of an act or a delegation, and says how many there are. */
export function ScansButton({ count, what, open }: { count: number; what: string; open(): void }) {
  const { s, f } = useSettings();
  return (
    <button type="button" className="quiet" onClick={open}>
      {count > 0 ? s('scans.some', { n: f.number(count) }) : s('scans.none.button')}
      <span className="visually-hidden"> {what}</span>
    </button>
  );
}

/** The scans of an act or a delegation: opened, brought later, taken away. */
export function Papers({ of, what, may, close }: { of: string; what: string; may: boolean; close(changed: boolean): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const list = useApi<PaperList>(path(`desk/${of}/papers`));
  const [changed, setChanged] = useState(false);
  const [said, setSaid] = useState('');
  const did = (words: string) => {
    setChanged(true);
    setSaid(words);
    list.reload();
  };
  return (
    <Window title={s('scans.title', { what })} close={() => close(changed)} wide>
      {said && (
        <Notice kind="good" role="status">
          <p>{said}</p>
        </Notice>
      )}
      <p>{s('scans.words')}</p>
      <Awaited from={list} rows={1}>
        {({ about, papers }) => (
          <>
            {papers.length === 0 ? (
              <p className="empty">{s('scans.none')}</p>
            ) : (
              <ul className="plain lines scans">
                {papers.map((paper) => (
                  <li key={paper.id}>
                    <Scan paper={paper} may={may} several={about.length > 1} removed={() => did(s('scan.removed'))} />
                  </li>
                ))}
              </ul>
            )}
            {may && about.length > 0 && <Add of={of} about={about} done={(all) => did(all ? s('scan.added') : '')} />}
            {about.length === 0 && <p>{s('scans.no.paper')}</p>}
          </>
        )}
      </Awaited>
    </Window>
  );
}

function Scan({ paper, may, several, removed }: { paper: PaperRow; may: boolean; several: boolean; removed(): void }) {
  const { s, f } = useSettings();
  const path = useCommunityPath();
  const [asked, setAsked] = useState(false);
  const name = s('scan.name', { n: String(paper.id), type: paper.type === 'jpg' ? 'JPEG' : paper.type.toUpperCase() });
  return (
    <>
      <p>
        {paper.state === 'kept' ? (
          <a href={address(path(`desk/papers/${paper.id}`) ?? '')} download={`carta-${paper.id}.${paper.type}`}>
            {name}
          </a>
        ) : (
          <s>{name}</s>
        )}
        , {f.bytes(paper.bytes)}
        {several && (
          <>
            , <span data-own>{paper.member}</span>
          </>
        )}
        .{' '}
        <span className="small">
          <span data-own>{s('scan.by', { who: paper.who, at: f.moment(paper.at) })}</span>
        </span>
      </p>
      {paper.state === 'removed' && (
        <p className="small" data-own>
          {s('scan.gone', { why: paper.removedFor ?? '' })}
        </p>
      )}
      {paper.state === 'over' && <p className="small">{s('scan.over')}</p>}
      {may && paper.state === 'kept' && !asked && (
        <button type="button" className="quiet" onClick={() => setAsked(true)}>
          {s('scan.remove')}
          <span className="visually-hidden"> {name}</span>
        </button>
      )}
      {asked && <Remove paper={paper} name={name} done={removed} />}
    </>
  );
}

function Remove({ paper, name, done }: { paper: PaperRow; name: string; done(): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(untried);
  const error = useErrors(tried);
  const send = async () => {
    try {
      await call('POST', path(`desk/papers/${paper.id}/remove`)!, { reason });
      done();
    } catch (failure) {
      setTried(triedOf(failure));
    }
  };
  return (
    <FaultyForm tried={tried} send={send} label={`${s('scan.remove')} ${name}`}>
      <Input
        name="reason"
        label={s('scan.why')}
        hint={s('scan.why.hint')}
        value={reason}
        set={setReason}
        error={error('reason')}
        max={500}
      />
      <button type="submit" className="primary">
        {s('scan.remove.go')}
      </button>
    </FaultyForm>
  );
}

function Add({ of, about, done }: { of: string; about: PaperList['about']; done(all: boolean): void }) {
  const { s } = useSettings();
  const path = useCommunityPath();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [member, setMember] = useState('');
  const [tried, setTried] = useState(untried);
  const [sending, setSending] = useState<{ name: string; part: number } | null>(null);
  const error = useErrors(tried);
  const send = async () => {
    if (files.length === 0) return setTried({ ...untried, faults: [{ field: 'file', code: 'needed', found: '', expected: '' }] });
    const whose = about.length > 1 ? `?member=${member}` : '';
    const { left, failure } = await uploadAll(path(`desk/${of}/papers${whose}`)!, files, ({ name }, part) =>
      setSending({ name, part }),
    );
    setSending(null);
    setFiles(left);
    if (left.length < files.length) done(left.length === 0);
    if (left.length === 0) return setTried(untried);
    const refused = refusedOf(failure);
    setTried(refused ? { ...untried, faults: [refused] } : triedOf(failure));
  };
  return (
    <FaultyForm tried={tried} send={send} label={s('scans.add')}>
      {about.length > 1 && (
        <Choice
          name="member"
          label={s('scan.whose')}
          value={member}
          set={setMember}
          error={error('member')}
          empty={s('choose')}
          options={about.map(({ id, name }) => [String(id), name] as const)}
        />
      )}
      <PaperFiles files={files} set={setFiles} error={error('file')} />
      {sending && <Sending {...sending} />}
      <div className="actions">
        <button type="submit" className="primary">
          {s('scans.add')}
        </button>
      </div>
    </FaultyForm>
  );
}
