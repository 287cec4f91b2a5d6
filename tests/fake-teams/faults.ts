/** What the fake connector does wrong, on request. */
export interface Fault {
  /** Calls it concerns; all when absent. */
  readonly method?: 'POST' | 'PUT' | 'GET' | 'DELETE';
  readonly placeId?: string;
  /** So many calls of those are spared first. */
  readonly after?: number;
  /** How many calls, 1 when absent. */
  readonly times?: number;
  /**
   * `hang`: no answer. `stall`: an answer that never ends. `reset`: the connection ends. A status: that answer.
   * With `afterwards` the call takes effect first, so that only its answer goes wrong.
   */
  readonly answer: 'hang' | 'stall' | 'reset' | number;
  readonly afterwards?: boolean;
  /** The Retry-After header, as Teams would write it. */
  readonly retryAfter?: string;
  /** Teams' own short code. */
  readonly code?: string;
  /** What is answered as it stands, in place of Teams' JSON. */
  readonly raw?: string;
  /** Where a redirect leads. */
  readonly location?: string;
}

export interface Faults {
  add(fault: Fault): void;
  /** Decides each call's fate, where no fault was added for it. */
  decide(fate: (method: string) => Fault | undefined): void;
  /** All is well again. */
  clear(): void;
  /** The fault of this call, counted off. */
  take(method: string, placeId: string | undefined): Fault | undefined;
}

export function createFaults(): Faults {
  let waiting: { fault: Fault; left: number; spared: number }[] = [];
  let decided: (method: string) => Fault | undefined = () => undefined;
  return {
    clear() {
      waiting = [];
      decided = () => undefined;
    },
    decide(fate) {
      decided = fate;
    },
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1, spared: fault.after ?? 0 }),
    take(method, placeId) {
      const hit = waiting.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method === undefined || fault.method === method) &&
          (fault.placeId === undefined || fault.placeId === placeId),
      );
      if (!hit) return decided(method);
      if (hit.spared > 0) {
        hit.spared -= 1;
        return undefined;
      }
      hit.left -= 1;
      return hit.fault;
    },
  };
}
