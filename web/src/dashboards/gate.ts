/** Lets only so many pieces of work run at once; the others wait in their order. */
export function gateOf(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      // Whose turn it is takes the place over: the count stays.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
