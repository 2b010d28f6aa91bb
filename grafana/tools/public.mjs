// The public dashboard: the overview without what concerns single members or staff, and without variables, since a
// dashboard that Grafana shares with everybody can have none. It reads the views of rep.open_* alone: hours that may be told.
import { said, told } from './public-words.mjs';

/** The ranking of members and the alerts stay inside. */
const left = new Set([13, 16]);

/** Above everything: whether the figures are invented, and how many hours are not told. */
const above = 3;

/** Where panels stand that got wider. */
const places = {
  11: { x: 0, y: 27, w: 12, h: 9 },
  12: { x: 12, y: 27, w: 12, h: 9 },
  17: { x: 0, y: 44, w: 12, h: 5 },
  18: { x: 12, y: 44, w: 12, h: 5 },
  19: { x: 0, y: 49, w: 24, h: 13 },
};

const variable = '${community:sqlstring}::int';

/** The only community of the installation; nothing where there are several. */
const only = '(SELECT max(id) FROM rep.open_community HAVING count(*) = 1)';

/** The view that everybody may read instead. */
const views = {
  'rep.shared_hour': 'rep.open_hour',
  'rep.community_hour': 'rep.open_hour',
  'rep.category_hour': 'rep.open_category_hour',
  'rep.plant_hour': 'rep.open_plant_hour',
  'rep.community': 'rep.open_community',
};

/** Statements that are others, because what may be told is another thing. */
const statements = {
  // One view holds both here: nothing is looked up twice.
  5: `SELECT (coalesce(sum(self_kwh), 0) + sum(shared_kwh)) / nullif(coalesce(sum(self_kwh), 0) + sum(withdrawn_kwh), 0) AS "Autosufficienza" FROM rep.open_hour WHERE $__timeFilter(ts) AND community_id = ${only}`,
  14: `SELECT to_char(month, 'YYYY-MM') AS "Mese", CASE WHEN final THEN tip_eur END AS "Tariffa premio", CASE WHEN final THEN cac_eur END AS "Contributo di valorizzazione", CASE WHEN NOT coalesce(final, false) THEN tip_eur END AS "Tariffa premio (stima)", CASE WHEN NOT coalesce(final, false) THEN cac_eur END AS "Contributo di valorizzazione (stima)" FROM rep.open_month WHERE community_id = ${only} AND month >= date_trunc('month', now() AT TIME ZONE 'Europe/Rome') - interval '12 months' ORDER BY month`,
  17: `SELECT nullif(households, 0) AS "Famiglie", nullif(firms, 0) AS "Imprese", nullif(others, 0) AS "Enti e associazioni", nullif(municipalities, 0) AS "Comune" FROM rep.open_community WHERE id = ${only}`,
};

export function publicDashboard(town) {
  return {
    ...town,
    uid: 'cer-pubblico',
    title: 'La nostra comunità energetica',
    description: "L'energia che la comunità produce e condivide, per tutti i cittadini.",
    tags: ['cer-pubblico'],
    links: [],
    templating: { list: [] },
    annotations: { list: [] },
    panels: [...added(town.panels.find((panel) => panel.id === 18)), ...town.panels.filter((panel) => !left.has(panel.id)).map(shown)],
  };
}

function shown(panel) {
  const place = places[panel.id] ?? panel.gridPos;
  const open = { ...panel, ...told[panel.id], gridPos: { ...place, y: place.y + above } };
  if (open.type === 'text') open.options = { ...panel.options, content: panel.options.content + said.italian };
  if (panel.targets) {
    open.targets = panel.targets.map((target) => ({ ...target, rawSql: statements[panel.id] ?? opened(target.rawSql) }));
  }
  return checked(open);
}

const opened = (sql) => sql.replaceAll(variable, only).replace(/\brep\.(?!open_)[a-z_]+/g, (view) => views[view] ?? view);

function checked(panel) {
  const text = JSON.stringify(panel);
  if (text.includes('${')) throw new Error(`cer-pubblico: panel ${panel.id}: found a variable, expected none`);
  const closed = /\brep\.(?!open_)[a-z_]+/.exec(text);
  if (closed) throw new Error(`cer-pubblico: panel ${panel.id}: found ${closed[0]}, expected a view of rep.open_*`);
  return panel;
}

/** Stats like the one that is given, about the figures themselves. */
function added(like) {
  const stat = (id, place, sql, field) => checked({
    ...like,
    id,
    ...told[id],
    gridPos: { ...place, h: above },
    targets: [{ ...like.targets[0], rawSql: sql }],
    fieldConfig: { defaults: { unit: 'none', noValue: '–', decimals: 0, ...field }, overrides: [] },
  });
  const words = (texts) => [{ type: 'value', options: Object.fromEntries(Object.entries(texts).map(([key, value], index) => [key, { ...value, index }])) }];
  return [
    stat(20, { x: 0, y: 0, w: 12 }, `SELECT invented::int AS "Dati" FROM rep.open_community WHERE id = ${only}`, {
      color: { mode: 'fixed', fixedColor: 'blue' },
      mappings: words({ 0: { text: 'Dati della comunità' }, 1: { text: 'Dati inventati: dimostrazione', color: 'orange' } }),
    }),
    stat(21, { x: 12, y: 0, w: 12 }, `SELECT count(*) AS "Ore non raccontate" FROM rep.open_untold WHERE $__timeFilter(ts) AND community_id = ${only}`, {
      color: { mode: 'fixed', fixedColor: 'blue' },
      mappings: words({ 0: { text: 'Nessuna' } }),
    }),
  ];
}

export function publicWords(words, dashboard) {
  const panels = dashboard.panels.map(({ id }) => {
    const own = { ...words.panels[id], ...said.panels[id] };
    if (own.text) own.text += said.english;
    return [`${id}`, own];
  });
  return {
    title: 'Our energy community',
    description: 'The energy that the community makes and shares, for all citizens.',
    panels: Object.fromEntries(panels.sort(([one], [other]) => Number(one) - Number(other))),
    variables: {},
    annotations: {},
  };
}
