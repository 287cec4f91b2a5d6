import type { Ledger } from '../domain/ledger.ts';
import { faultText, type LogCheck } from '../domain/log-check.ts';
import { markOf } from '../domain/picture.ts';
import { listed } from '../domain/wording.ts';
import { type CommandSpec, ledgerOf } from './command.ts';

/** Recomputes the log's chain from what is stored: nothing changed, nothing gone, nothing put in between. */
export const checkLog: CommandSpec = {
  word: 'kontroller',
  aliases: ['kontroller loggen', 'kontroller log', 'tjek loggen', 'verify'],
  group: 'Log',
  does: 'kontrollerer, at intet i loggen er ændret eller fjernet',
  right: 'readLog',
  needs: 'record',
  reads: false,
  async answer(ask) {
    return { text: checkedText(ledgerOf(ask), await ask.act.checkLog()) };
  },
};

/** What was found, what it means and what to do. */
export function checkedText({ crisis }: Ledger, check: LogCheck): string {
  const { verified, broken } = check;
  const erased = [...erasedText(check), ...textlessText(check)].join(' ');
  if (!broken) {
    const whole = `Loggen er hel: ${counted(verified.number)}, kæden passer.`;
    const mark = `Seneste: nr. ${verified.number} · ${markOf(verified)}.`;
    return [`${crisis.id}. ${whole} ${mark}`, erased].filter(Boolean).join(' ');
  }
  const before = verified.number > 0 ? `Nr. 1 til ${verified.number} passer, men` : 'Allerede';
  return [
    `${crisis.id}. Loggen holder ikke. ${before} ${faultText(broken)}.`,
    `Regn ikke med det, der står fra nr. ${broken.number} og frem.`,
    'Før log på papir fra nu af, ret intet i tabellerne, og få fat i den, der driver Krisebot: loggen findes også i sikkerhedskopien.',
    erased,
  ]
    .filter(Boolean)
    .join(' ');
}

function erasedText({ erased }: LogCheck): readonly string[] {
  if (erased.length === 0) return [];
  return [`Teksten i ${numbers(erased)} er slettet med lovgrundlag; posten står stadig i kæden.`];
}

function textlessText({ textless }: LogCheck): readonly string[] {
  if (textless.length === 0) return [];
  const call = 'Få fat i den, der driver Krisebot.';
  return [`Teksten i ${numbers(textless)} er væk, og loggen siger ikke hvorfor. ${call}`];
}

function numbers(all: readonly number[]): string {
  const most = 10;
  const more = all.length > most ? [`${all.length - most} andre`] : [];
  return `nr. ${listed([...all.slice(0, most).map(String), ...more])}`;
}

function counted(count: number): string {
  return count === 1 ? '1 post' : `${count} poster`;
}
