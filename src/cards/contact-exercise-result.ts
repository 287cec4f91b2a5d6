import { type ContactAnswer, type ContactResult, contactResult } from '../domain/contact-exercise.ts';
import type { Crisis } from '../domain/crisis.ts';
import { klOnDay, took } from '../domain/danish-time.ts';
import type { UnreachableCause } from '../domain/entry.ts';
import type { Ledger } from '../domain/ledger.ts';
import { type CallLine, toCall } from '../domain/overview.ts';
import { type Button, contextOf, rowsOf } from './button.ts';
import { ways } from './contact-exercise-words.ts';
import { anchorFoot, entryFoot, startedLine } from './headings.ts';
import { callAttempt, inCallOrder, numberOf } from './people-lines.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** Lines of each kind that leave a card for 200 people small enough to read, and for Teams. */
const most = { silent: 15, unreached: 6, answers: 8 } as const;
const longestRemark = 200;

/**
 * How a contact exercise stands: who has not answered, with number, then who has. When it has ended it is the
 * report: how many, how fast, by which way, who did not, and whom Teams did not reach.
 */
export function contactExerciseResultCard(ledger: Ledger): object {
  const { crisis } = ledger;
  const context = contextOf(ledger);
  const result = contactResult(crisis);
  const head = {
    context,
    kicker: crisis.ended ? 'KONTAKTØVELSE · RESULTAT' : 'KONTAKTØVELSE',
    title: `${result.answers.length} af ${result.asked} har svaret`,
    sub: `${startedLine(crisis)} af ${oneLine(crisis.startedBy.name, 60)}`,
    foot: crisis.ended ? anchorFoot(ledger) : entryFoot(ledger),
    buttons: [{ title: 'Vis log', verb: 'vis log' }],
  };
  return render('contact-exercise-result', head, {
    verdict: verdict(ledger, result),
    ...figures(crisis, result),
    ...silent(crisis),
    tools: rowsOf(context, tools(crisis, result)),
    ...unreached(result),
    ...answers(result),
  });
}

function verdict({ crisis, entries }: Ledger, { silent: open }: ContactResult): string {
  const { ended, startedAt } = crisis;
  if (!ended) return open.length === 0 ? '✔ Alle har svaret. Skriv »slut« for at få resultatet.' : '';
  const at = klOnDay(ended.at, startedAt);
  if (ended.how === 'interrupted') return `✖ Afbrudt ${at} af en rigtig hændelse`;
  const event = entries.findLast((entry) => entry.event.kind === 'ended')?.event;
  const remark = event?.kind === 'ended' ? oneLine(event.words.reason, longestRemark) : '';
  return `✔ Kontaktøvelsen sluttede ${at}${remark ? `: ${remark}` : ''}`;
}

/** What the exercise was for; half of the answers tells more than their average, which one late answer moves. */
function figures({ ended }: Crisis, { answers: all, silent: open, median, slowest }: ContactResult) {
  const count = (way: ContactAnswer['way']) => all.filter((answer) => answer.way === way).length;
  const lines = [
    ...(median === undefined ? [] : [{ label: 'Halvdelen af svarene kom inden for', value: took(median) }]),
    ...(slowest === undefined ? [] : [{ label: 'Det langsomste svar tog', value: took(slowest) }]),
    { label: 'Svarede i Teams', value: String(count('teams')) },
    { label: 'Svarede på telefon', value: String(count('phone')) },
    { label: 'Svarede på sms', value: String(count('sms')) },
    { label: 'Svarede ikke', value: String(open.length) },
  ];
  return { hasFigures: ended !== undefined, figures: ended ? lines : [] };
}

/** Those tried least come first while it runs: whoever phones begins there. */
function silent(crisis: Crisis) {
  const lines = inCallOrder(toCall(crisis));
  return {
    hasSilent: lines.length > 0,
    silent: lines.slice(0, most.silent).map((line) => ({
      name: oneLine(line.contact.name, 60),
      number: numberOf(crisis.plan, line.contact.id),
      state: triedWords(line),
    })),
    moreSilent: more(lines.length - most.silent),
  };
}

function triedWords({ person, attempts }: CallLine): string {
  const last = person?.calls.findLast(({ answered }) => !answered);
  return [last ? callAttempt(last) : '', attempts > 1 ? `${attempts} opkald` : '']
    .filter(Boolean)
    .join(' · ');
}

function tools({ ended }: Crisis, { silent: open }: ContactResult): readonly Button[] {
  if (ended) return [];
  return [
    ...(open.length > 0 ? [{ title: 'Ring nu', verb: 'ring', primary: true }] : []),
    { title: 'Slut kontaktøvelsen', verb: 'slut' },
  ];
}

const reasons: Readonly<Record<UnreachableCause, string>> = {
  unknown: 'kendes ikke i Teams',
  blocked: 'Teams lod ikke beskeden komme frem',
  delayed: 'Teams tog ikke imod beskeden i tide',
  unsure: 'beskeden kom måske ikke frem',
};

function unreached({ unreached: all }: ContactResult) {
  const rest = all.length - most.unreached;
  return {
    hasUnreached: all.length > 0,
    unreached: all
      .slice(0, most.unreached)
      .map(({ contact, cause }) => ({ name: oneLine(contact.name, 60), why: reasons[cause] })),
    moreUnreached: [more(rest), 'Skriv »parat« for at se, hvad der skal til.'].filter(Boolean).join('. '),
  };
}

function answers({ answers: all }: ContactResult) {
  return {
    hasAnswers: all.length > 0,
    answers: all.slice(0, most.answers).map(({ contact, afterMs, way }) => ({
      name: oneLine(contact.name, 60),
      how: `${took(afterMs)} · ${ways[way]}`,
    })),
    moreAnswers: more(all.length - most.answers),
  };
}

function more(rest: number): string {
  return rest > 0 ? `Og ${rest} til` : '';
}
