// The public dashboard: the overview without what concerns single members or staff, and without variables, since a
// dashboard that Grafana shares with everybody can have none.

/** The ranking of members and the alerts stay inside. */
const left = new Set([13, 16]);

/** Where panels stand that got wider. */
const places = {
  11: { x: 0, y: 27, w: 12, h: 9 },
  12: { x: 12, y: 27, w: 12, h: 9 },
  17: { x: 0, y: 44, w: 12, h: 5 },
  18: { x: 12, y: 44, w: 12, h: 5 },
  19: { x: 0, y: 49, w: 24, h: 9 },
};

const variable = '${community:sqlstring}::int';

/** The only community of the installation; nothing where there are several. */
const only = '(SELECT max(id) FROM rep.community HAVING count(*) = 1)';

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
    panels: town.panels.filter((panel) => !left.has(panel.id)).map(shown),
  };
}

function shown(panel) {
  const open = { ...panel, gridPos: places[panel.id] ?? panel.gridPos };
  if (panel.targets) {
    open.targets = panel.targets.map((target) => ({ ...target, rawSql: target.rawSql.replaceAll(variable, only) }));
  }
  if (JSON.stringify(open).includes('${')) throw new Error(`cer-pubblico: panel ${panel.id}: found a variable, expected none`);
  return open;
}

export function publicWords(words, dashboard) {
  const ids = new Set(dashboard.panels.map((panel) => `${panel.id}`));
  return {
    title: 'Our energy community',
    description: 'The energy that the community makes and shares, for all citizens.',
    panels: Object.fromEntries(Object.entries(words.panels).filter(([id]) => ids.has(id))),
    variables: {},
    annotations: {},
  };
}
