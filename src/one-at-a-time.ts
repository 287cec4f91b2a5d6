/** Something that is done once at a time: whoever asks for it while it is being done gets what comes of that. */
export interface OneAtATime<Args extends readonly unknown[], Value> {
  run(...args: Args): Promise<Value>;
  /** What is being done now, if anything. */
  underWay(): Promise<Value> | undefined;
}

export function oneAtATime<Args extends readonly unknown[], Value>(
  work: (...args: Args) => Promise<Value>,
): OneAtATime<Args, Value> {
  let current: Promise<Value> | undefined;
  return {
    run(...args) {
      current ??= work(...args).finally(() => {
        current = undefined;
      });
      return current;
    },
    underWay: () => current,
  };
}
