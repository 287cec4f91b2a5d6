import { type Command, refuse } from './command.ts';
import type { Crisis } from './crisis.ts';
import { kl } from './danish-time.ts';
import type { Ruling } from './decide.ts';
import { authorOf, notYet, wordsOf } from './decide-note.ts';
import type { NoteType } from './note.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/**
 * Putting a note right, or saying more of it: a new entry that points to the old one, which stays as it was
 * (doctrine, rule 1: rule through, do not erase). Anyone who may write in the log may.
 */
export function correct(crisis: Crisis, command: Of<'correct'>): Ruling {
  const { of, type, text, happenedAt, acted, confirmed, sensitive, link, owner, done, at } = command;
  const refusal = unfit(crisis, command);
  if (refusal) return refusal;
  if (happenedAt && happenedAt > at) return notYet;
  const parts = changes(command);
  if (parts.length === 0) {
    return refuse('invalid', `Skriv, hvad der skal stå, fx »ret ${of} Telefonerne er nede i hele huset«.`);
  }
  const replaces = text || type || happenedAt;
  return {
    type: replaces ? 'rettelse' : 'tilføjelse',
    text: `Nr. ${of}${type ? ' ' : ': '}${parts.join(' · ')}`,
    event: {
      kind: 'corrected',
      of,
      ...(type ? { type } : {}),
      ...(happenedAt ? { happenedAt } : {}),
      ...(acted?.id ? { acted: authorOf(crisis, acted.id, acted.name) } : {}),
      ...(confirmed === undefined ? {} : { confirmed }),
      ...(sensitive === undefined ? {} : { sensitive }),
      ...(link ? { link } : {}),
      ...(owner ? { owner } : {}),
      ...(done === undefined ? {} : { done }),
      words: { ...(text ? { text } : {}), ...wordsOf(command) },
    },
  };
}

/** What a person wrote can be put right; what the bot wrote of what happened is what happened. */
function unfit({ notes, size }: Crisis, { of, text, ...command }: Of<'correct'>) {
  if (!Number.isInteger(of) || of < 1 || of > size) {
    return refuse('invalid', `Post nr. ${of} findes ikke. Loggen går fra 1 til ${size}.`);
  }
  const type = notes[of - 1];
  const isHeadline = of === 1 && text && !command.type;
  if (!type && !isHeadline) {
    return refuse(
      'invalid',
      `Nr. ${of} er skrevet ud fra det, der skete, og kan ikke rettes. Skriv en ny post om det, fx »log Om nr. ${of}: …«.`,
    );
  }
  if (command.done !== undefined && type !== 'opgave') {
    return refuse('invalid', `Nr. ${of} er ikke en opgave. Skriv »klaret« for at se dem, der mangler.`);
  }
  const isSame = command.type === type && changes({ of, text, ...command }).length === 1;
  return isSame && command.type
    ? refuse('already', `Nr. ${of} er allerede ${named[command.type]}.`)
    : undefined;
}

/** What is different from now on, in Danish, one part each. */
function changes(command: Omit<Of<'correct'>, 'kind'> | Of<'correct'>): readonly string[] {
  const { type, text, reason, lateReason, source, happenedAt, acted, confirmed, sensitive } = command;
  const { link, owner, done } = command;
  return [
    type ? `er ${named[type]}` : '',
    text ? `rettet til »${text}«` : '',
    happenedAt ? `skete ${kl(happenedAt)}` : '',
    acted ? `udført af ${acted.name}` : '',
    source ? `kilde: ${source}` : '',
    confirmed === undefined ? '' : confirmed ? 'bekræftet' : 'ubekræftet',
    sensitive === undefined ? '' : sensitive ? 'må ikke offentliggøres' : 'må gerne offentliggøres',
    owner ? `ansvarlig: ${owner.name}` : '',
    done === undefined ? '' : done ? 'opgaven er klaret' : 'opgaven er ikke klaret alligevel',
    reason ? `begrundelse: ${reason}` : '',
    lateReason ? `skrevet sent: ${lateReason}` : '',
    link ? 'besked i Teams' : '',
  ].filter(Boolean);
}

/** Each type with its article, as it stands in a sentence. */
export const named: Readonly<Record<NoteType, string>> = {
  melding: 'en melding',
  handling: 'en handling',
  beslutning: 'en beslutning',
  fravalg: 'et fravalg',
  kommunikation: 'kommunikation',
  møde: 'et møde',
  opgave: 'en opgave',
  frist: 'en frist',
};
