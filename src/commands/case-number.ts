import { caseNumberCard } from '../cards/case-number.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf } from './command.ts';

/** Which case in the records system (ESDH) holds the record. Also after the end. */
export const caseNumber: CommandSpec = {
  word: 'sagsnummer',
  aliases: ['sagsnr', 'sagsnr.', 'journalnummer', 'esdh', 'case number'],
  sentence: (text) => /^(?:sagsnummeret er|sagsnr\.? er|sag nr\.?|sag nummer) (\S*\d\S*)$/iu.exec(text)?.[1],
  group: 'Start og slut',
  does: 'gemmer sagens nummer i ESDH. »sagsnummer« alene viser det',
  example: 'sagsnummer 24/1234',
  right: 'setCaseNumber',
  needs: 'record',
  reads: false,
  namesOnly: true,
  answer: (ask) => {
    const typed = (ask.tapped ? (ask.tapped.sagsnummer ?? '') : ask.args).trim();
    return typed ? save(ask, typed) : show(ask);
  },
};

function show(ask: Ask): Answer {
  const isEmpty = ask.tapped?.gem !== undefined;
  return {
    card: caseNumberCard(ledgerOf(ask), isEmpty ? 'Skriv sagens nummer i feltet, og tryk igen.' : ''),
    summary: 'Sagsnummer',
    ...(isEmpty ? { shows: 'inPlace' as const } : {}),
  };
}

async function save(ask: Ask, typed: string): Promise<Answer> {
  const told = await ask.act.submit({ kind: 'setCaseNumber', caseNumber: typed });
  if (!ask.tapped) return { text: lineOf(told, ask.by) };
  const ledger = told.ledger ?? ledgerOf(ask);
  return {
    card: told.done ? caseNumberCard(ledger) : caseNumberCard(ledger, told.text, typed),
    summary: told.text,
    about: ledger,
    shows: 'inPlace',
  };
}
