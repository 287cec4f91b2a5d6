/** Lets work be done so many at a time; so many more wait, and anybody else is told to come again. */
export type AtOnce = <Result>(work: () => Promise<Result>) => Promise<Result | 'busy'>;

export function createAtOnce(most: number, mostInLine: number): AtOnce {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= most) {
      if (waiting.length >= mostInLine) return 'busy';
      // Whoever is done hands its place on.
      await new Promise<void>((go) => waiting.push(go));
    } else underWay += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}
