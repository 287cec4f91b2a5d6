import type { Command } from '../domain/command.ts';
import { hourMinute, longDate } from '../domain/danish-time.ts';
import { decide } from '../domain/decide.ts';
import { type Entry, system } from '../domain/entry.ts';
import { repeatsOf } from '../domain/erased-text.ts';
import type { Ledger } from '../domain/ledger.ts';
import { genesis, verifyChain } from '../storage/chain.ts';
import { createErasing } from '../storage/erasing.ts';
import { createLogStore } from '../storage/log-store.ts';
import { createMailbox } from '../storage/mailbox.ts';
import type { Tables } from '../storage/tables.ts';
import { fault, type Report, report } from './program.ts';

/** Which text is to be erased, and what the log will say of it. */
export interface ErasureOrder {
  readonly crisisId: string;
  readonly number: number;
  readonly reason: string;
  /** The legal basis: "GDPR art. 17 …". */
  readonly basis: string;
  readonly by: string;
  /** False: only says what would be erased. */
  readonly confirmed: boolean;
}

const budgetMs = 20_000;

/**
 * Erases one text. First the text, then the entry that says so: where it is cut off between the two, the same
 * order run again completes it.
 */
export async function eraseText(tables: Tables, order: ErasureOrder): Promise<Report> {
  const log = createLogStore(tables);
  const erasing = createErasing(tables);
  const mailbox = createMailbox(log, order.crisisId, budgetMs);
  const ledger = await mailbox.read();
  if (!ledger) return fault(`Der er ingen log med id ${order.crisisId}.`);
  const command = commandOf(order, tables.clock.now());
  const decision = decide(ledger.crisis, command);
  const entry = ledger.entries[order.number - 1];
  if ('refusal' in decision || !entry) {
    return fault('refusal' in decision ? decision.refusal.text : 'Den post findes ikke.');
  }
  const told = ledger.entries.find(({ intent }) => intent === intentOf(order));
  const erasedAt = await erasing.erasedAt(order.crisisId, order.number);
  if (erasedAt && told) return report(`${told.text}. Det står allerede i loggen som nr. ${told.number}.`);
  const plan = [...whichLines(ledger, entry, erasedAt), ...repeatLines(ledger, order), '', ...notReached];
  if (!order.confirmed) {
    return report(...plan, '', 'Intet er slettet. Skriv det samme igen med --yes for at slette teksten.');
  }
  await erasing.erase(ledger, entry, command.at);
  const outcome = await mailbox.submit(intentOf(order), command);
  if (outcome.state === 'refused') return fault(outcome.refusal.text);
  const done = `Slettet. Det står i loggen som nr. ${outcome.entry.number}: ${outcome.entry.text}`;
  return report(...plan, '', done, await chainLine(tables, order.crisisId));
}

function commandOf({ number: of, reason, basis, by: writer }: ErasureOrder, at: string) {
  const command = { kind: 'eraseText', by: system, at, of, reason, basis, writer } as const;
  return command satisfies Command;
}

/** One text is erased once: the entry that says so is found again by this. */
function intentOf({ number }: ErasureOrder): string {
  return `erase-${number}`;
}

/** Which entry it is, without what it says: a terminal and its log keep what is written to them. */
function whichLines({ crisis }: Ledger, entry: Entry, erasedAt: string | undefined): readonly string[] {
  const { number, type, at, by, text } = entry;
  const when = `den ${longDate(at)} kl. ${hourMinute(at)}`;
  return [
    `Post nr. ${number} i ${crisis.id}: ${type}, skrevet ${when} af ${by.name}.`,
    erasedAt
      ? 'Teksten er væk, men det står ikke i loggen endnu: en sletning blev afbrudt.'
      : `Teksten er på ${[...text].length} tegn.`,
    ...(number === 1 ? ['Overskriften er krisens navn. Planen, som den så ud, bliver stående.'] : []),
  ];
}

function repeatLines({ entries }: Ledger, { number }: ErasureOrder): readonly string[] {
  return repeatsOf(entries, number).map(({ number: other, how }) =>
    how === 'amends'
      ? `Nr. ${other} retter eller tilføjer til nr. ${number} og kan gentage teksten. Den slettes for sig.`
      : `Nr. ${other} har de samme ord. Den slettes for sig.`,
  );
}

const notReached = [
  'Det når sletningen ikke: beskeder og kort, der allerede står i Teams, filer, der er hentet ud,',
  'sikkerhedskopier af tabellerne, og navnet på den, der skrev. Slet dem dér.',
];

async function chainLine(tables: Tables, crisisId: string): Promise<string> {
  const chain = await createLogStore(tables).chain(crisisId);
  if (!chain) return 'Kæden kunne ikke læses bagefter.';
  const { broken, erased, verified } = verifyChain(crisisId, genesis(crisisId, chain.epoch), chain.links);
  if (broken) return `Kæden stemmer ikke ved nr. ${broken.number} (${broken.why}).`;
  return `Kæden stemmer: ${verified.number} poster, slettede tekster: ${erased.join(', ')}.`;
}
