import { data } from './grafana.mjs';

/** Every unit that Grafana knows, in the order of the alphabet; one on each line. */
export function units() {
  const ids = data.getValueFormats().flatMap((group) => group.submenu.map((unit) => unit.value));
  return `${[...new Set(ids)].sort().join('\n')}\n`;
}
