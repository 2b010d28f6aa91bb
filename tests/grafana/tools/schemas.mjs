// JSON schemas from the types of @grafana/schema: of a dashboard, and of the options and field settings of each panel.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const here = dirname(fileURLToPath(import.meta.url));

/** Panels that the dashboards use, and where their types are kept. */
export const plugins = {
  timeseries: 'timeseries', stat: 'stat', gauge: 'gauge', bargauge: 'bargauge', barchart: 'barchart', piechart: 'piechart', table: 'table',
  heatmap: 'heatmap', 'state-timeline': 'statetimeline', text: 'text',
};

/** What Grafana fills in may lack; what says which kind of thing it is may not. */
const kept = new Set(['type', 'schemaVersion']);

export function schemas() {
  const generator = createGenerator({
    path: join(here, 'types.ts'), tsconfig: join(here, 'tsconfig.json'), type: '*', skipTypeCheck: true, additionalProperties: false,
    expose: 'export', topRef: true, encodeRefs: false, strictTuples: false,
  });
  const of = (type) => loosened(generator.createSchema(type));
  const made = new Map([['dashboard', withPanels(of('BoardFile'))]]);
  for (const [panel, name] of Object.entries(plugins)) {
    made.set(`${panel}.options`, of(`${name}Options`));
    if (panel !== 'text') made.set(`${panel}.custom`, fields(panel, of, name));
  }
  return made;
}

/** Stat, gauge and bar gauge have no settings of their own in fields. */
function fields(panel, of, name) {
  return ['stat', 'gauge', 'bargauge'].includes(panel) ? { type: 'object', additionalProperties: false } : of(`${name}FieldConfig`);
}

function loosened(schema) {
  visit(schema, (node) => {
    if (!Array.isArray(node.required)) return;
    node.required = node.required.filter((name) => kept.has(name));
    if (node.required.length === 0) delete node.required;
  });
  return schema;
}

/** A panel or a row, by its type: else every fault is told twice. */
function withPanels(schema) {
  const { definitions } = schema;
  const list = findPanels(definitions);
  const [row, panel] = ['RowPanel', 'Panel'].map((name) => list.items.anyOf.find(({ $ref }) => $ref?.replace(/.*\//, '').startsWith(name)));
  list.items = { if: { properties: { type: { const: 'row' } } }, then: row, else: panel };
  return schema;
}

function findPanels(definitions) {
  for (const [name, node] of Object.entries(definitions)) {
    if (/^BoardFile|^Dashboard/.test(name) && node.properties?.panels?.items?.anyOf) return node.properties.panels;
  }
  throw new Error(`found no panels in ${Object.keys(definitions).join(', ')}, expected those of a dashboard`);
}

function visit(node, act) {
  if (node === null || typeof node !== 'object') return;
  if (!Array.isArray(node)) act(node);
  for (const inner of Object.values(node)) visit(inner, act);
}
