import { useState } from 'react';
import { Card, Field } from '../../components/Parts.tsx';
import type { BuildingsData } from './building-types.ts';
import { useBuildings } from './building-words.ts';
import { addedOf, priceOf, usual } from './price.ts';

/** By which price euro are counted, and what of it the reader may change. */
export function PriceCard({ price, added, setAdded }: { price: BuildingsData['price']; added: number; setAdded(value: number): void }) {
  const { b, f } = useBuildings();
  const spelled = (value: number) => f.number(value, Math.max(2, (String(value).split('.')[1] ?? '').length));
  const [text, setText] = useState(() => spelled(added));
  const sum = priceOf(price?.eurPerMwh, added);
  if (!price || sum === null)
    return (
      <Card title={b('price')}>
        <p>{b('price.none')}</p>
      </Card>
    );
  return (
    <Card title={b('price')}>
      <p>
        {b('price.words', { zone: price.zone, mean: f.eurMwh(price.eurPerMwh) })}{' '}
        {price.hours < price.hoursDue && b('price.part', { hours: f.number(price.hours), due: f.number(price.hoursDue) })}
      </p>
      <div className="price-added">
        <Field
          label={b('price.added')}
          hint={b('price.hint', { sum: `${f.number(sum, 3)}\u00a0€/kWh` })}
          error={addedOf(text) === null ? b('price.error') : undefined}
        >
          {(ids) => (
            <input
              {...ids}
              inputMode="decimal"
              size={8}
              maxLength={7}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                const value = addedOf(event.target.value);
                if (value !== null) setAdded(value);
              }}
            />
          )}
        </Field>
        {added !== usual && (
          <button
            type="button"
            onClick={() => {
              setAdded(usual);
              setText(spelled(usual));
            }}
          >
            {b('price.usual')}
          </button>
        )}
      </div>
    </Card>
  );
}
