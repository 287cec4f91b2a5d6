import { startedCard } from '../cards/started.ts';
import { whenCard } from '../cards/when.ts';
import { plusMinutes } from '../domain/danish-time.ts';
import { parseTime } from '../domain/parse-time.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf } from './command.ts';
import { onlyFit } from './find-in-plan.ts';

/** Who reported the incident (the plan's alarm sources), and when it began. Asked right after the start. */
export const reported: CommandSpec = {
  word: 'meldt',
  aliases: ['meldt af', 'hvem meldte det', 'begyndt'],
  group: 'Situationsbillede',
  does: 'noterer, hvornår det begyndte. »meldt« alene spørger, hvem der meldte det',
  example: 'meldt kl. 02.05',
  right: 'nameSource',
  needs: 'crisis',
  reads: false,
  answer(ask) {
    if (ask.tapped?.kilde) return nameSource(ask, ask.tapped.kilde);
    const [minutes] = /^\d{1,5}$/.exec(ask.tapped?.minutter ?? '') ?? [];
    if (minutes && Number(minutes) <= 7 * 24 * 60)
      return nameTime(ask, plusMinutes(ask.at, -Number(minutes)));
    return fromText(ask, ask.tapped ? (ask.tapped.tid ?? '') : ask.args);
  },
};

function fromText(ask: Ask, typed: string): Promise<Answer> | Answer {
  if (!typed) return { card: startedCard(ledgerOf(ask)), summary: 'Hvem meldte det?' };
  const sources = ask.plan.alarmSources;
  // A bare number is the source's on the list; a time has "kl.", a dot or a unit.
  const numbered = /^\d{1,2}$/.test(typed) ? sources[Number(typed) - 1] : undefined;
  const time = numbered ? undefined : parseTime(typed, ask.at, 'past');
  if (time) return nameTime(ask, time);
  const source = numbered ?? onlyFit(sources, typed, ({ short, text }) => `${short} · ${text}`);
  if (source) return nameSource(ask, source.id);
  return { text: `Skriv kilden eller tidspunktet, fx »meldt ${sources[0]?.short}« eller »meldt kl. 02.05«.` };
}

async function nameSource(ask: Ask, sourceId: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'nameSource', sourceId });
  if (!told.done) return { text: told.text };
  if (told.ledger.crisis.beganAt) return { text: `${told.text}.` };
  return { card: whenCard(told.ledger), summary: 'Hvornår begyndte det?', shows: 'inPlace' };
}

async function nameTime(ask: Ask, happenedAt: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'nameTime', happenedAt });
  if (!told.done || !ask.tapped) return { text: lineOf(told, ask.by) };
  return { card: whenCard(told.ledger), summary: told.text, shows: 'inPlace' };
}
