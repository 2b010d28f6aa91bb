import { useState } from 'react';
import { call, type Fault } from '../../api/client.ts';
import { useApi } from '../../api/useApi.ts';
import { Awaited, Card, FaultNotice, Notice } from '../../components/Parts.tsx';
import { useLetterWords } from './letterWords.ts';
import { asFault } from './wrong.ts';

interface Choice {
  community: string;
  communityName: string;
  kind: string;
  wants: boolean;
  at: string | null;
}

/** The optional letters that may come to the person: each is on or off. */
export function OptionalLetters() {
  const { l, kind, f } = useLetterWords();
  const list = useApi<Choice[]>('api/letters');
  const [fault, setFault] = useState<Fault | null>(null);
  const [said, setSaid] = useState('');
  const choose = async (one: Choice, wants: boolean) => {
    setFault(null);
    setSaid('');
    try {
      await call<void>('PUT', 'api/letters', { community: one.community, kind: one.kind, wants });
      setSaid(l(wants ? 'said.on' : 'said.off', { kind: kind(one.kind) }));
      list.reload();
    } catch (failure) {
      setFault(asFault(failure));
    }
  };
  return (
    <Card title={l('title')}>
      <p>{l('lead')}</p>
      <Awaited from={list} rows={1}>
        {(all) =>
          all.length === 0 ? (
            <p>{l('none')}</p>
          ) : (
            <ul className="plain lines">
              {all.map((one) => (
                <li key={`${one.community} ${one.kind}`}>
                  <label>
                    <input type="checkbox" checked={one.wants} onChange={(event) => void choose(one, event.target.checked)} />{' '}
                    <strong>{kind(one.kind)}</strong> · {one.communityName}
                  </label>
                  <br />
                  <span className="small">
                    {l(`words.${one.kind === 'alarms' ? 'alarms' : 'statement'}`)}
                    {one.at && ` ${l(one.wants ? 'since.on' : 'since.off', { at: f.moment(one.at) })}`}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Awaited>
      <p className="small">{l('needed')}</p>
      {fault && <FaultNotice fault={fault} />}
      {said && (
        <Notice kind="good" role="status">
          {said}
        </Notice>
      )}
    </Card>
  );
}
