import { oracle } from './oracle.mjs';
import { units } from './units.mjs';

/** The list that the program's rules read. */
export const unitsFile = 'src/Cer.Operations/Dashboards/Rules/units.txt';

/** Text of each committed file that is made from @grafana/data, by its path in the repository. */
export function made() {
  const { source, zone, ...tables } = oracle();
  // A row on a line, so that a change can be read.
  const rows = Object.entries(tables).map(([name, list]) => `  ${JSON.stringify(name)}: [\n${list.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`);
  const text = `{\n  "source": ${JSON.stringify(source)},\n  "zone": ${JSON.stringify(zone)},\n${rows.join(',\n')}\n}\n`;
  return new Map([
    ['web/src/dashboards/oracle.json', text],
    [unitsFile, units()],
  ]);
}
