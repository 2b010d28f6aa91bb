import { useState } from 'react';
import { call, type Fault } from '../../api/client.ts';
import { Field } from '../../components/Parts.tsx';
import { fieldOf } from './wrong.ts';
import { answer, type Question } from './webauthn.ts';
import { useDoors } from './words.ts';

/** What a person shows once more: the password, and the code of an app where there is one. */
export interface Proof {
  password: string;
  code: string;
}

export const noProof: Proof = { password: '', code: '' };

/** As it is sent: no code where none is asked for. */
export const proofOf = ({ password, code }: Proof, totp: boolean) => ({
  password,
  ...(totp ? { code: code.replace(/\s/g, '') } : {}),
});

/** By a passkey in place of password and code. */
export async function proofByPasskey() {
  const question = await call<Question>('POST', 'api/session/passkey/options');
  return { credential: await answer(question), state: question.state };
}

export interface ProofErrors {
  password?: string;
  code?: string;
}

/** Beside which field a refusal stands; nothing when it is beside none. */
export function useProofErrors() {
  const { d, t } = useDoors();
  const [errors, setErrors] = useState<ProofErrors>({});
  return {
    errors,
    clear: () => setErrors({}),
    /** Whether the fault was put beside a field. */
    take(fault: Fault, shown: Proof): boolean {
      const field = fieldOf(fault);
      if (field === 'password' || field === 'current') setErrors({ password: d('password.wrong') });
      else if (fault.body.codeNeeded === true) setErrors({ code: shown.code ? t('signin.badcode') : d('code.needed') });
      else return false;
      return true;
    },
  };
}

export function ProofFields({
  proof,
  change,
  totp,
  errors,
}: {
  proof: Proof;
  change(next: Proof): void;
  totp: boolean;
  errors: ProofErrors;
}) {
  const { d, t } = useDoors();
  return (
    <>
      <Field label={d('password.mine')} error={errors.password}>
        {(ids) => (
          <input
            {...ids}
            required
            type="password"
            autoComplete="current-password"
            value={proof.password}
            onChange={(event) => change({ ...proof, password: event.target.value })}
          />
        )}
      </Field>
      {totp && (
        <Field label={t('signin.code')} hint={t('signin.code.hint')} error={errors.code}>
          {(ids) => (
            <input
              {...ids}
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={8}
              value={proof.code}
              onChange={(event) => change({ ...proof, code: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}
