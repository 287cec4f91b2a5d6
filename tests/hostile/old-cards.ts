import { inputsOf, isJson, type Json, sentBy, tapsOf } from '../cards/card-tree.ts';
import type { Person } from '../fake-teams/person.ts';
import { ways } from './card-data.ts';
import { fault, sends, type Town, type Tried } from './strangers.ts';

/** What is done with a record after its crisis, or is about none: an old card may still do it. */
const afterwards: readonly string[] = [
  'eksport',
  'sagsnummer',
  'genåbn',
  'evaluering',
  'alarm',
  'start',
  'øvelse',
  'kontaktøvelse',
  'papirpakke',
  'prøve',
];

/** Presses every button of every card these people have, in their own chats, as the cards stood then. */
export async function pressOldCards(town: Town, people: readonly Person[], isOver: boolean): Promise<Tried> {
  const { stage, heads } = town;
  const faults: string[] = [];
  const before = String(await heads());
  let sent = 0;
  for (const person of people) {
    for (const { verb, data } of oldButtons(person)) {
      if (afterwards.includes(String(verb)) || /^(slut|afblæs)$/.test(String(verb))) continue;
      sent += 1;
      const way = ways[sent % 3] ?? 'execute';
      const { status, text } = await sends(stage, person, { name: '', verb, data }, way);
      if (status !== 200 || text === '' || fault.test(text))
        faults.push(`${person.name} »${String(verb)}« ${way}: ${text.slice(0, 150)}`);
    }
  }
  await stage.settled();
  if (isOver && String(await heads()) !== before) faults.push('a log has changed');
  return { sent, faults };
}

function oldButtons(person: Person): readonly { readonly verb: unknown; readonly data: Json }[] {
  const cards = person.sees().flatMap(({ card }) => (card ? [card] : []));
  const all = cards.flatMap((card) => {
    const fields = Object.fromEntries(
      inputsOf(card).map(({ id, value }) => [String(id), value ?? 'Skrevet senere']),
    );
    return tapsOf(card).map((action) => ({
      verb: action.verb ?? sentBy(action).verb,
      data: { ...(isJson(action.data) ? sentBy(action) : {}), ...fields },
    }));
  });
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
