import { StoreFault } from '../ports.ts';
import { shortWait } from './waits.ts';

/**
 * Tries again for as long as the store gives no answer and `budgetMs` is not used up. Only for what may
 * be done twice.
 */
export async function persist<Value>(budgetMs: number, attempt: () => Promise<Value>): Promise<Value> {
  const end = performance.now() + budgetMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StoreFault) || performance.now() >= end) throw error;
    }
    await shortWait(tries);
  }
}
