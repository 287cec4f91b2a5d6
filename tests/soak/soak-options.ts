/** How a soak run goes. */
export interface SoakOptions {
  readonly minutes: number;
  /** One after the other, each as long as the next. */
  readonly crises: number;
  /** Commands a second, of all people together. */
  readonly pace: number;
  /** How much of what the bots ask the tables for goes wrong. */
  readonly faults: number;
  readonly seed: number;
  /** Breaks what is checked, so that it is seen that the run fails then. */
  readonly isSpoilt: boolean;
}

/** As told by the environment; eight hours and twenty crises where it says nothing. */
export function soakOptions(env: NodeJS.ProcessEnv, now = Date.now()): SoakOptions {
  const { SOAK_MINUTES, SOAK_CRISES, SOAK_PACE, SOAK_FAULTS, FAULT_SEED, SOAK_SPOILT } = env;
  return {
    minutes: positive('SOAK_MINUTES', SOAK_MINUTES, 480),
    crises: Math.ceil(positive('SOAK_CRISES', SOAK_CRISES, 20)),
    pace: positive('SOAK_PACE', SOAK_PACE, 2),
    faults: positive('SOAK_FAULTS', SOAK_FAULTS, 0.05),
    seed: positive('FAULT_SEED', FAULT_SEED, 1 + (now % 1_000_000_000)),
    isSpoilt: SOAK_SPOILT === '1',
  };
}

function positive(name: string, text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new Error(`${name} is no number above 0: ${text}`);
  return value;
}
