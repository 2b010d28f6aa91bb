// Checks a dashboard against Grafana's types; faults are sentences.
import Ajv from 'ajv';
import { schemas } from './schemas.mjs';

export function checker() {
  const ajv = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true });
  const checks = new Map([...schemas()].map(([name, schema]) => [name, ajv.compile(schema)]));
  const told = (name, value, place) => {
    const check = checks.get(name);
    if (!check) return [`${place}: found no type of it, expected one of ${[...checks.keys()].join(', ')}`];
    return check(value) ? [] : check.errors.map((error) => sentence(error, place));
  };
  return (dashboard) => [
    ...told('dashboard', dashboard, 'dashboard'),
    ...dashboard.panels.filter(({ type }) => type !== 'row').flatMap((panel) => [
      ...told(`${panel.type}.options`, panel.options, `panel ${panel.id} options`),
      ...custom(panel).flatMap((value) => told(`${panel.type}.custom`, value, `panel ${panel.id} fieldConfig`)),
    ]),
  ];
}

/** The settings of fields: the usual ones, and those of each override put together. */
function custom({ fieldConfig }) {
  if (!fieldConfig) return [];
  const { defaults, overrides = [] } = fieldConfig;
  const others = overrides.map(({ properties }) => Object.fromEntries(
    properties.filter(({ id }) => id.startsWith('custom.')).map(({ id, value }) => [id.slice('custom.'.length), value])));
  return [defaults.custom ?? {}, ...others.filter((one) => Object.keys(one).length > 0)];
}

function sentence({ instancePath, message, params }, place) {
  const extra = params.additionalProperty ?? params.allowedValues?.join(', ');
  return `${place}${instancePath}: found what ${message}${extra === undefined ? '' : ` (${extra})`}`;
}
