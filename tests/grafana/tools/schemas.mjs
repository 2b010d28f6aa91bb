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
    // Written out in place: two types have the same name.
    expose: 'none', topRef: false,
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
  const list = schema.properties.panels;
  const row = list.items.anyOf.find(({ properties }) => properties.collapsed);
  const panel = list.items.anyOf.find(({ properties }) => properties.targets);
  // The type knows what Grafana's own annotations ask; what a database is asked is the data source's, as in panels.
  schema.properties.annotations.properties.list.items.properties.target = { type: 'object' };
  list.items = { if: { properties: { type: { const: 'row' } } }, then: row, else: panel };
  return schema;
}

function visit(node, act) {
  if (node === null || typeof node !== 'object') return;
  if (!Array.isArray(node)) act(node);
  for (const inner of Object.values(node)) visit(inner, act);
}
