import './settings.css';
import { isAdministrator, runsTheHouse, useCommunityPath, useSession } from '../../api/session.tsx';
import { useApi } from '../../api/useApi.ts';
import { Icon } from '../../components/Icon.tsx';
import { Awaited, Card, Notice, PageHead } from '../../components/Parts.tsx';
import { Link } from '../../router.tsx';
import { BackupPart } from './BackupPart.tsx';
import { Co2Part } from './Co2Part.tsx';
import { Desk } from './Desk.tsx';
import { GseRequestPart } from './GseRequestPart.tsx';
import { MailPart } from './MailPart.tsx';
import { PartHead } from './PartHead.tsx';
import { PlantsPart } from './PlantsPart.tsx';
import { RulesPart } from './RulesPart.tsx';
import { TotalsPart } from './TotalsPart.tsx';
import type { Standing } from './types.ts';
import { useSettings } from './words.ts';

const parts = {
  co2: Co2Part,
  totali: TotalsPart,
  regole: RulesPart,
  posta: MailPart,
  copie: BackupPart,
  impianti: PlantsPart,
  richiesta: GseRequestPart,
};

/** The settings: all parts, or one of them. */
export default function Settings({ part }: { part: string | undefined }) {
  const { me } = useSession();
  if (part === 'sportello' || !me || !isAdministrator(me)) return <Desk />;
  if ((part === 'posta' || part === 'copie') && !runsTheHouse(me)) return <OfTheHouse title={part === 'posta' ? 'mail' : 'backup'} />;
  const Part = Object.hasOwn(parts, part ?? '') ? parts[part as keyof typeof parts] : All;
  return <Part />;
}

/** Letters and backups are of every community at once. */
function OfTheHouse({ title }: { title: 'mail' | 'backup' }) {
  const { s } = useSettings();
  return (
    <>
      <PartHead title={s(title)} lead={s(`${title}.lead`)} />
      <Notice kind="info">
        <p>{s('house.only')}</p>
      </Notice>
    </>
  );
}

/** Every part with how it stands, and where it is changed. */
function All() {
  const { s } = useSettings();
  const path = useCommunityPath();
  const standing = useApi<Standing>(path('settings'));
  return (
    <>
      <PageHead title={s('title')} lead={s('lead')} />
      <Awaited from={standing}>{(all) => <Tiles all={all} />}</Awaited>
    </>
  );
}

interface Tile {
  key: string;
  title: string;
  words: (string | false)[];
  to: string;
  go: string;
  warn?: boolean;
}

function Tiles({ all }: { all: Standing }) {
  const { s, f } = useSettings();
  const { community, members, plants, regolamento, rules, users, devices, mail, backup, co2, totals } = all;
  const tiles: (Tile | null)[] = [
    {
      key: 'community',
      title: s('tile.community'),
      words: [
        s('tile.community.words', {
          name: community.name,
          kind: community.kind,
          day: f.day(community.constitutedOn),
          version: community.version,
        }),
        community.substation !== null && s('tile.community.substation', { code: community.substation }),
      ],
      to: 'impostazioni/sportello',
      go: s('tile.community.go'),
    },
    {
      key: 'members',
      title: s('tile.members'),
      words: [
        s('tile.members.words', { now: f.number(members.now), points: f.number(members.points), all: f.number(members.all) }),
        members.delegations > 0 ? s('tile.members.delegations', { n: members.delegations }) : s('tile.members.none'),
      ],
      to: 'impostazioni/sportello',
      go: s('tile.members.go'),
    },
    {
      key: 'plants',
      title: s('tile.plants'),
      words: [s('tile.plants.words', { n: f.number(plants.all), kw: f.number(plants.kw, 1) })],
      to: 'impostazioni/impianti',
      go: s('tile.plants.go'),
    },
    {
      key: 'regolamento',
      title: s('tile.regolamento'),
      words: [
        regolamento.version !== null && regolamento.from !== null
          ? s('tile.regolamento.words', { version: regolamento.version, month: f.month(regolamento.from) })
          : s('tile.regolamento.none'),
        regolamento.drafts > 0 && s('tile.regolamento.drafts', { n: regolamento.drafts }),
      ],
      to: 'regolamento',
      go: s('tile.regolamento.go'),
      warn: regolamento.drafts > 0,
    },
    {
      key: 'rules',
      title: s('tile.rules'),
      words: [rules.own > 0 ? s('tile.rules.own', { n: rules.own }) : s('tile.rules.words')],
      to: 'impostazioni/regole',
      go: s('tile.rules.go'),
    },
    {
      key: 'users',
      title: s('tile.users'),
      words: [s('tile.users.words', { n: f.number(users.all), never: f.number(users.neverIn) })],
      to: 'persone',
      go: s('tile.users.go'),
    },
    {
      key: 'devices',
      title: s('tile.devices'),
      words: [
        s('tile.devices.words', { n: f.number(devices.all) }),
        s(devices.consentAsked ? 'tile.devices.asked' : 'tile.devices.free'),
      ],
      to: 'dati/dispositivi',
      go: s('tile.devices.go'),
    },
    mail && {
      key: 'mail',
      title: s('tile.mail'),
      words: [s(`tile.mail.${mail.state}`, { from: mail.from ?? '' })],
      to: 'impostazioni/posta',
      go: s('tile.mail.go'),
      warn: mail.state !== 'server',
    },
    backup && {
      key: 'backup',
      title: s('tile.backup'),
      words: [
        backup.last === null
          ? s('tile.backup.none')
          : s('tile.backup.words', { at: f.moment(backup.last), n: f.number(backup.count) }),
        backup.failure !== null && s('tile.backup.failed'),
      ],
      to: 'impostazioni/copie',
      go: s('tile.backup.go'),
      warn: backup.last === null || backup.failure !== null,
    },
    {
      key: 'dossier',
      title: s('tile.dossier'),
      words: [s('tile.dossier.words')],
      to: 'impostazioni/richiesta',
      go: s('tile.dossier.go'),
    },
    {
      key: 'co2',
      title: s('tile.co2'),
      words: [s('tile.co2.words', { kg: f.number(co2.kgPerKwh, 4) })],
      to: 'impostazioni/co2',
      go: s('tile.co2.go'),
    },
    {
      key: 'totals',
      title: s('totals'),
      words: [s(totals.standing === 0 ? 'tile.totals.none' : 'tile.totals.words', { n: f.number(totals.standing) })],
      to: 'impostazioni/totali',
      go: s('tile.totals.go'),
    },
  ];
  return (
    <ul className="plain grid">
      {tiles.filter((tile) => tile !== null).map(({ key, title, words, to, go, warn }) => (
        <li key={key}>
          <Card
            title={title}
            tools={
              <span className={`tag ${warn ? 'warn' : 'good'}`}>
                <Icon name={warn ? 'warn' : 'check'} size={14} /> {s(warn ? 'state.warn' : 'state.good')}
              </span>
            }
          >
            {words.filter(Boolean).map((line) => (
              <p key={String(line)} data-own={key === 'community' || key === 'mail' ? '' : undefined}>
                {line}
              </p>
            ))}
            <p>
              <Link to={to}>{go}</Link>
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
