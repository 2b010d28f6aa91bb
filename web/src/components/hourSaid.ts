import type { HourWhy } from '../api/types.ts';
import type { Words } from '../i18n/index.tsx';

/** What the hour was for the member, in its own words. */
export function mineSaid(data: HourWhy, { t, f, code }: Words): string[] {
  const { member } = data;
  if (!member) return [];
  const lines: string[] = [];
  if (member.points === 0) lines.push(t(member.missingPoints > 0 ? 'hour.mine.missing' : 'hour.mine.none'));
  else {
    const quality = code('quality', member.quality);
    lines.push(t('hour.mine.withdrawn', { value: f.kwh(member.withdrawnKwh, 3), quality }));
    if (member.injectedKwh) lines.push(t('hour.mine.injected', { value: f.kwh(member.injectedKwh, 3), quality }));
    if (member.missingPoints > 0) lines.push(t('hour.mine.part', { n: member.missingPoints }));
    lines.push(t('hour.mine.shared', { value: f.kwh(member.sharedKwh, 3) }));
  }
  if (member.estimateEur !== null) lines.push(t('hour.mine.estimate', { value: `${f.number(member.estimateEur, 4)}\u00a0€` }));
  return lines;
}

/** What it was for the community. */
export function communitySaid({ community }: HourWhy, { t, f }: Words): string[] {
  const [injected, withdrawn, shared] = [community.injectedKwh, community.withdrawnKwh, community.sharedKwh];
  const lines =
    injected === null || withdrawn === null || shared === null
      ? [t('hour.all.few')]
      : [
          t('hour.all', {
            injected: f.kwh(injected, 3),
            withdrawn: f.kwh(withdrawn, 3),
            shared: f.kwh(shared, 3),
          }),
        ];
  if (community.missingPoints > 0) lines.push(t('hour.all.missing', { n: community.missingPoints }));
  if (community.unmeasuredPoints > 0) lines.push(t('hour.all.unmeasured', { n: community.unmeasuredPoints }));
  return lines;
}
