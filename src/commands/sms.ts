import { smsCard } from '../cards/sms.ts';
import type { Ledger } from '../domain/ledger.ts';
import { spokenWords } from '../domain/phone-words.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf } from './command.ts';
import { findContact } from './find-in-plan.ts';

/** An SMS to everyone: who has got it, and another on demand; without a gateway, text and numbers to copy. */
export const sms: CommandSpec = {
  word: 'sms',
  aliases: ["sms'er", 'sms til alle'],
  phrases: { 'send sms til alle': 'send', 'send sms': 'send', 'opdatér sms': 'vis', 'opdater sms': 'vis' },
  group: 'Plan og kontakter',
  does: 'viser, hvem der har fået en sms. »sms send« sender en til alle',
  right: 'readCalls',
  needs: 'crisis',
  reads: false,
  answer(ask) {
    const choice = (ask.tapped ? (ask.tapped.valg ?? '') : ask.args).toLocaleLowerCase('da');
    if (choice === 'send' || choice === 'send til alle') return send(ask);
    return show(ask, ledgerOf(ask), choice === 'vis' || ask.tapped ? '' : ask.args);
  },
};

/** The situation in words to read aloud, to anyone or to one person of the plan. */
export const spoken: CommandSpec = {
  word: 'til telefon',
  aliases: ['læs op', 'telefontekst', 'til telefonen'],
  group: 'Situationsbillede',
  does: 'viser situationen i ord, du kan læse op i telefonen',
  right: 'readPicture',
  needs: 'crisis',
  reads: true,
  answer(ask) {
    const { crisis } = ledgerOf(ask);
    if (!ask.args) return { text: spokenWords(crisis) };
    const person = findContact(ask.plan, ask.args);
    return { text: 'why' in person ? person.why : spokenWords(crisis, person.found.id) };
  },
};

async function send(ask: Ask): Promise<Answer> {
  const { hasGateway, away } = await ask.act.smsView(ledgerOf(ask));
  if (!hasGateway || away) return show(ask, ledgerOf(ask), '');
  const told = await ask.act.submit({ kind: 'askSms' });
  return told.done ? show(ask, told.ledger, '') : { text: told.text };
}

async function show(ask: Ask, ledger: Ledger, leftover: string): Promise<Answer> {
  return {
    card: smsCard(ledger, await ask.act.smsView(ledger)),
    summary: 'Sms',
    ...(ask.tapped?.valg ? { shows: 'inPlace' as const } : {}),
    ...(leftover ? { leftover } : {}),
  };
}
