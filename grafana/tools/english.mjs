// A dashboard in English: Grafana's files have one language, so each has a copy under another uid.

/** The copy; throws when a text of the dashboard has no English in its side file. */
export function englishCopy(dashboard, words) {
  const say = teller(dashboard.uid);
  const copy = structuredClone(dashboard);
  copy.uid = `${dashboard.uid}-en`;
  copy.title = words.title ?? say('the title');
  copy.description = words.description ?? say('the description');
  copy.tags = dashboard.tags.map(tagged);
  for (const link of copy.links) link.tags = link.tags.map(tagged);
  for (const variable of copy.templating.list) variable.label = words.variables[variable.name] ?? say(`the variable ${variable.name}`);
  for (const note of copy.annotations.list) {
    note.target.rawSql = literals(note.target.rawSql, words.annotations);
    note.name = words.annotations[note.name] ?? say(`the annotation ${note.name}`);
  }
  for (const panel of copy.panels) inEnglish(panel, words.panels[panel.id] ?? say(`panel ${panel.id}`), (what) => say(`panel ${panel.id}: ${what}`));
  return copy;
}

const tagged = (tag) => `${tag}-en`;

const teller = (uid) => (what) => {
  throw new Error(`${uid}: found no English of ${what}, expected it in english/${uid}.en.json`);
};

function inEnglish(panel, words, say) {
  panel.title = words.title ?? say('the title');
  if (panel.type === 'row') return;
  panel.description = words.description ?? say('the description');
  if (panel.type === 'text') {
    panel.options.content = words.text ?? say('the text');
    return;
  }

  // The field along the axis is found by its name, so it keeps it.
  for (const name of aliases(panel).filter((alias) => alias !== panel.options.xField)) {
    rename(panel.fieldConfig.overrides, name, words.names?.[name] ?? say(`the name ${name}`));
  }
  for (const fields of [panel.fieldConfig.defaults, ...panel.fieldConfig.overrides.map(asFields)]) {
    for (const mapping of fields.mappings ?? []) {
      for (const result of results(mapping)) result.text = words.mappings?.[result.text] ?? say(`the mapping ${result.text}`);
    }
    for (const link of fields.links ?? []) {
      link.title = words.names?.[link.title] ?? say(`the link ${link.title}`);
      link.url = link.url.replace(/^\/d\/([a-z-]+)/, '/d/$1-en');
    }
  }
}

/** The names that statements give to columns. */
export function aliases(panel) {
  const found = (panel.targets ?? []).flatMap((target) => [...target.rawSql.matchAll(/\bAS "([^"]+)"/g)].map((match) => match[1]));
  return [...new Set(found)];
}

/** The texts of a value mapping of any kind. */
export function results(mapping) {
  return mapping.type === 'value' ? Object.values(mapping.options) : [mapping.options.result];
}

/** The properties of an override by their names. */
export function asFields(override) {
  return Object.fromEntries(override.properties.map((property) => [property.id, property.value]));
}

function rename(overrides, name, english) {
  let override = overrides.find((one) => one.matcher.id === 'byName' && one.matcher.options === name);
  if (!override) overrides.push((override = { matcher: { id: 'byName', options: name }, properties: [] }));
  override.properties.push({ id: 'displayName', value: english });
}

/** Texts in a statement, by a table. */
function literals(sql, table) {
  return sql.replace(/'((?:[^']|'')*)'/g, (whole, inner) => {
    const english = table[inner.replaceAll("''", "'")];
    return english ? `'${english.replaceAll("'", "''")}'` : whole;
  });
}
