export interface Foot {
  accessibility?: string | null;
  feedback?: string | null;
}

/** What the server wrote into the page; nothing when the body has set nothing. */
function read(): Foot {
  const text = document.querySelector<HTMLMetaElement>('meta[name="cer-footer"]')?.content;
  try {
    return text ? (JSON.parse(text) as Foot) : {};
  } catch {
    return {};
  }
}

export const foot = read();

/** A box for letters is written to, a page is opened. */
export const feedbackPlace = (feedback: string) => (feedback.includes('://') ? feedback : `mailto:${feedback}`);
