import type { Regolamento } from '../api/types.ts';
import { Field } from '../components/Parts.tsx';
import { useRego } from '../i18n/rego.ts';
import { baseKeys, emptyExample, type ExampleForm, type KeyName, keys, namesIn, type PartForm } from '../regolamento.ts';

interface PartProps {
  data: Regolamento;
  part: PartForm;
  change(next: PartForm): void;
}

/** Who shares an amount, and by what. */
export function PartFields({ data, part, change, withoutEnterprises }: PartProps & { withoutEnterprises?: boolean }) {
  const { t } = useRego();
  const choices: PartForm['members'][] = withoutEnterprises
    ? ['non_enterprises', 'some']
    : ['all', 'non_enterprises', 'some'];
  const invited = data.members.filter(({ enterprise }) => !(withoutEnterprises && enterprise));
  const sharing =
    part.members === 'some'
      ? invited.filter(({ code }) => part.some.includes(code))
      : invited.filter(({ enterprise }) => part.members === 'all' || !enterprise);
  return (
    <>
      <Field label={t('rego.members')}>
        {(ids) => (
          <select
            {...ids}
            value={part.members}
            onChange={(event) => change({ ...part, members: event.target.value as PartForm['members'] })}
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`rego.members.${choice}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('rego.key')}>
        {(ids) => (
          <select
            {...ids}
            value={part.key}
            onChange={(event) => {
              const key = event.target.value as KeyName;
              const examples = key === 'custom' && part.examples.length === 0 ? [emptyExample()] : part.examples;
              change({ ...part, key, examples });
            }}
          >
            {keys.map((key) => (
              <option key={key} value={key}>
                {t(`rego.key.${key}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {part.key === 'solidarity' && (
        <Field label={t('rego.base')}>
          {(ids) => (
            <select
              {...ids}
              value={part.base}
              onChange={(event) => change({ ...part, base: event.target.value as KeyName })}
            >
              {baseKeys.map((key) => (
                <option key={key} value={key}>
                  {t(`rego.key.${key}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {part.members === 'some' && (
        <details className="whole" open={part.some.length === 0}>
          <summary>{t('rego.members.which', { n: part.some.length })}</summary>
          <div className="ticks">
            {invited.map(({ code, name }) => (
              <label key={code} className="tick">
                <input
                  type="checkbox"
                  checked={part.some.includes(code)}
                  onChange={() =>
                    change({
                      ...part,
                      some: part.some.includes(code) ? part.some.filter((one) => one !== code) : [...part.some, code],
                    })
                  }
                />{' '}
                {name}
              </label>
            ))}
          </div>
        </details>
      )}
      {(part.key === 'fixed' || part.key === 'solidarity') && (
        <Weights part={part} change={change} members={sharing} />
      )}
      {part.key === 'custom' && <Formula data={data} part={part} change={change} />}
    </>
  );
}

function Weights({
  part,
  change,
  members,
}: {
  part: PartForm;
  change(next: PartForm): void;
  members: Regolamento['members'];
}) {
  const { t } = useRego();
  const written = Object.values(part.weights).filter((weight) => weight.trim() !== '').length;
  return (
    <details className="whole" open={written === 0}>
      <summary>
        {t(part.key === 'fixed' ? 'rego.weights.fixed' : 'rego.weights.solidarity')}.{' '}
        {t('rego.weights.set', { n: written })}
      </summary>
      {part.key === 'solidarity' && <p className="small">{t('rego.weights.private')}</p>}
      <div className="weights">
        {members.map(({ code, name }) => (
          <label key={code}>
            <span>{name}</span>
            <input
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              value={part.weights[code] ?? ''}
              onChange={(event) => change({ ...part, weights: { ...part.weights, [code]: event.target.value } })}
            />
          </label>
        ))}
      </div>
    </details>
  );
}

function Formula({ data, part, change }: PartProps) {
  const { t, code } = useRego();
  const used = namesIn(part.expression, [...data.quantities, ...data.flags]);
  const put = (example: ExampleForm) =>
    change({ ...part, examples: part.examples.map((one) => (one.id === example.id ? example : one)) });
  return (
    <div className="whole">
      <Field label={t('rego.expression')} hint={t('rego.expression.hint')}>
        {(ids) => (
          <textarea
            {...ids}
            required
            rows={2}
            maxLength={1000}
            spellCheck={false}
            autoCapitalize="none"
            value={part.expression}
            onChange={(event) => change({ ...part, expression: event.target.value })}
          />
        )}
      </Field>
      <details>
        <summary>{t('rego.names')}</summary>
        <ul>
          {data.quantities.map((name) => (
            <li key={name}>
              <code>{name}</code>: {code('rego.name', name)}
            </li>
          ))}
        </ul>
        <p>{t('rego.names.flags')}</p>
        <ul>
          {data.flags.map((name) => (
            <li key={name}>
              <code>{name}</code>: {code('rego.name', name, code('category', name))}
            </li>
          ))}
        </ul>
      </details>
      <h4>{t('rego.examples')}</h4>
      <p className="small">{t('rego.examples.words')}</p>
      {part.examples.map((example, place) => (
        <fieldset key={example.id} className="rule">
          <legend>{t('rego.example', { n: place + 1 })}</legend>
          <div className="weights">
            {used.map((name) => (
              <label key={name}>
                <span>
                  <code>{name}</code>
                </span>
                {data.flags.includes(name) ? (
                  <select
                    value={example.values[name] ?? ''}
                    onChange={(event) =>
                      put({ ...example, values: { ...example.values, [name]: event.target.value } })
                    }
                  >
                    <option value="">0 ({t('no')})</option>
                    <option value="1">1 ({t('yes')})</option>
                  </select>
                ) : (
                  <input
                    inputMode="decimal"
                    autoComplete="off"
                    maxLength={20}
                    value={example.values[name] ?? ''}
                    onChange={(event) =>
                      put({ ...example, values: { ...example.values, [name]: event.target.value } })
                    }
                  />
                )}
              </label>
            ))}
            <label>
              <span>{t('rego.example.weight')}</span>
              <input
                required
                inputMode="decimal"
                autoComplete="off"
                maxLength={20}
                value={example.weight}
                onChange={(event) => put({ ...example, weight: event.target.value })}
              />
            </label>
          </div>
          <button
            type="button"
            className="quiet"
            onClick={() => change({ ...part, examples: part.examples.filter(({ id }) => id !== example.id) })}
          >
            {t('rego.example.remove', { n: place + 1 })}
          </button>
        </fieldset>
      ))}
      <button type="button" onClick={() => change({ ...part, examples: [...part.examples, emptyExample()] })}>
        {t('rego.example.add')}
      </button>
    </div>
  );
}
