import type { Ledger } from '../domain/ledger.ts';
import type { LogMode } from '../domain/log-mode.ts';
import { contextOf } from './button.ts';
import { render, renderPart } from './render.ts';

/** Whether each plain line in the person's own chat is an entry, and the way to change it. */
export function logModeCard(ledger: Ledger, mode: Exclude<LogMode, 'none'>): object {
  const { crisis } = ledger;
  const { title, lines, turn } = views[mode];
  const head = {
    context: contextOf(ledger),
    kicker: mode === 'on' ? 'LOGTILSTAND · TIL' : 'LOGTILSTAND · FRA',
    title,
    sub: crisis.headline,
    buttons: [
      { ...turn, verb: 'logtilstand' },
      { title: 'Vis log', verb: 'vis log' },
    ],
  };
  return render('log-mode', head, { lines: lines.map((text) => ({ text })) });
}

/** An entry's card, and under it how to say what may have been meant instead. */
export function withMeant(card: object, text: string): object {
  const { body, ...rest } = card as { readonly body: readonly object[] };
  return { ...rest, body: [...body, ...renderPart('log-mode', { lines: [{ text }] })] };
}

const views = {
  on: {
    title: 'Hver linje, du skriver i chatten med Krisebot, bliver en post i loggen',
    lines: [
      'Skriv ét ad gangen, fx »kl. 13.40 Nødstrøm er startet«. Du får nummeret med det samme.',
      'Ord som »status« og »roller« virker stadig, når de står alene. Med »krise« foran er en linje aldrig en post.',
    ],
    turn: { title: 'Slå logtilstand fra', data: { valg: 'fra' } },
  },
  off: {
    title: 'Det, du skriver i chatten med Krisebot, bliver ikke til poster af sig selv',
    lines: ['Skriv »log« foran det, der skal i loggen, fx »log Elektrikeren er på stedet«.'],
    turn: { title: 'Slå logtilstand til', data: { valg: 'til' }, primary: true },
  },
} as const;
