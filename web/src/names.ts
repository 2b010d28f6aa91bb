/**
 * A name that people say for a code that a contract gave: UP-SCUOLA is Scuola, fondo-sociale is Fondo sociale. A code
 * with numbers, as those of an authority, says nothing in words and stays as it is.
 */
export function spoken(code: string): string {
  const words = code.replace(/^UP[-_ ](?=\p{L}{3})/u, '');
  if (!/^\p{L}{3,}([-_ ]\p{L}+)*$/u.test(words)) return code;
  if (words !== words.toUpperCase() && words !== words.toLowerCase()) return words;
  const said = words.replace(/[-_]/g, ' ').toLowerCase();
  return said[0]!.toUpperCase() + said.slice(1);
}
