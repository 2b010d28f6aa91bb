/** Which ways in the server has, where this browser stands. */
export interface Doors {
  passkeys: { origin: string | null; why: 'home' | 'insecure' | 'address' | null };
  links: boolean;
}

/** Why passkeys cannot be used here; null when they can. */
export function whyNot({ passkeys: { origin, why } }: Doors): 'home' | 'insecure' | 'address' | 'elsewhere' | 'browser' | null {
  if (why) return why;
  if (origin !== window.location.origin) return 'elsewhere';
  if (window.self !== window.top) return 'home';
  return window.isSecureContext && 'credentials' in navigator && 'PublicKeyCredential' in window ? null : 'browser';
}

/** What the server asks, as it sends it: bytes are base64url. */
export interface Question {
  options: Record<string, unknown> & { challenge: string };
  state: string;
}

const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

const toText = (bytes: ArrayBuffer | null | undefined) =>
  bytes
    ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, '')
    : undefined;

interface Named {
  id: string;
  type: 'public-key';
  transports?: AuthenticatorTransport[];
}
const named = (list: unknown) => ((list as Named[] | undefined) ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

const outer = (credential: PublicKeyCredential, response: Record<string, unknown>) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  response,
});

/** Asks the device for a new passkey. */
export async function create({ options }: Question) {
  const user = options.user as { id: string; name: string; displayName: string };
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...user, id: toBytes(user.id) },
    excludeCredentials: named(options.excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return outer(made, {
    clientDataJSON: toText(response.clientDataJSON),
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** Asks for the answer of a passkey that the person chooses. */
export async function answer({ options }: Question) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: named(options.allowCredentials),
  } as unknown as PublicKeyCredentialRequestOptions;
  const given = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = given.response as AuthenticatorAssertionResponse;
  return outer(given, {
    clientDataJSON: toText(response.clientDataJSON),
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
    userHandle: toText(response.userHandle),
  });
}
