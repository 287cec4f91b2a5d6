import { historyCard } from '../cards/history.ts';
import { statusCard } from '../cards/status.ts';
import type { Answer, Ask, CommandSpec } from './command.ts';
import { numberIn } from './typed-text.ts';

const anId = /^[kø]-\d{4}-\d{2,6}$/i;
const aPage = /^side\s*(\d{1,4})$/i;

/** The crises and exercises of before; one of them by its number. */
export const history: CommandSpec = {
  word: 'historik',
  aliases: ['tidligere kriser', 'tidligere øvelser', 'history'],
  group: 'Start og slut',
  does: 'viser tidligere kriser og øvelser. »historik« og et nummer viser én af dem',
  right: 'readHistory',
  needs: 'nothing',
  reads: true,
  answer(ask) {
    const { tapped, args } = ask;
    const id = tapped?.krise ?? (anId.test(args) ? args : undefined);
    return id ? one(ask, id.toLocaleUpperCase('da')) : list(ask);
  },
};

async function one({ act }: Ask, id: string): Promise<Answer> {
  const ledger = anId.test(id) ? await act.record(id) : undefined;
  if (!ledger) {
    return { text: 'Den krise kender jeg ikke. Skriv »historik« for at se dem, der har været.', about: null };
  }
  return { card: statusCard(ledger), summary: ledger.crisis.headline, about: ledger };
}

async function list({ act, plan, tapped, args }: Ask): Promise<Answer> {
  const page = tapped?.side ?? aPage.exec(args)?.[1];
  const card = historyCard(plan, await act.history(numberIn(page) || 1));
  const shown = { card, summary: 'Historik', about: null };
  if (tapped?.side) return { ...shown, shows: 'inPlaceForTapper' };
  return { ...shown, ...(args && !page ? { leftover: args } : {}) };
}
