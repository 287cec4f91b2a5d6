import { type Command, type NoteInput, type Refusal, refuse } from './command.ts';
import { type Crisis, rolesHeld } from './crisis.ts';
import type { Ruling } from './decide.ts';
import type { Author, PersonId } from './entry.ts';
import type { NoteType, NoteWords } from './note.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** The longest text one entry takes, in characters. */
export const longestText = 12_000;

const examples: Readonly<Record<NoteType, string>> = {
  melding: 'Telefonerne er nede',
  handling: 'Elektrikeren er tilkaldt',
  beslutning: 'Vi lukker nettet, fordi virus spreder sig',
  fravalg: 'Vi genstarter ikke, fordi spor går tabt',
  kommunikation: 'Besked sendt til skolerne',
  møde: 'Første møde er begyndt',
  opgave: 'Ring til elværket',
  frist: 'Svar til Datatilsynet inden fredag kl. 12',
};

/**
 * Writing in the log: what was reported, done, decided, or deliberately left undone (doctrine). It may have
 * happened before it is written, and somebody else may have acted.
 */
export function note(crisis: Crisis, command: Of<'note'>): Ruling {
  const { kind: _, by: __, at, type, text, happenedAt, acted, confirmed, sensitive, link, owner } = command;
  if (!text) return refuse('invalid', `Der er ingen tekst. Skriv fx »${type} ${examples[type]}«.`);
  if (happenedAt && happenedAt > at) return notYet;
  return {
    type,
    text: noteText(command),
    event: {
      kind: 'noted',
      type,
      ...(acted?.id ? { acted: authorOf(crisis, acted.id, acted.name) } : {}),
      ...(confirmed === undefined ? {} : { confirmed }),
      ...(sensitive ? { sensitive } : {}),
      ...(link ? { link } : {}),
      ...(owner ? { owner } : {}),
      words: { text, ...wordsOf(command) },
    },
    ...(happenedAt ? { happenedAt } : {}),
  };
}

/** What cannot have happened yet cannot be written as done. */
export const notYet = refuse(
  'invalid',
  'Det tidspunkt er ikke nået endnu. Skriv fx »log kl. 13.40 Nødstrøm er startet«.',
);

/** The texts a note carries beside what it says. */
export function wordsOf({ reason, lateReason, source, acted }: Partial<NoteInput>): Partial<NoteWords> {
  return {
    ...(reason ? { reason } : {}),
    ...(lateReason ? { lateReason } : {}),
    ...(source ? { source } : {}),
    ...(acted && !acted.id ? { acted: acted.name } : {}),
  };
}

/** Someone with the roles they hold at that moment. */
export function authorOf(crisis: Crisis, id: PersonId, name: string): Author {
  return { id, name, roles: rolesHeld(crisis, id) };
}

/** The whole of a note in Danish, complete by itself. */
function noteText({ text, reason, lateReason, source, confirmed, acted, owner }: Of<'note'>): string {
  const from = [source, confirmed === undefined ? '' : confirmed ? 'bekræftet' : 'ubekræftet'].filter(
    Boolean,
  );
  return [
    acted ? `${acted.name}: ${text}` : text,
    from.length > 0 ? ` (kilde: ${from.join(', ')})` : '',
    owner ? ` – ansvarlig: ${owner.name}` : '',
    reason ? ` – begrundelse: ${reason}` : '',
    lateReason ? ` – skrevet sent: ${lateReason}` : '',
  ].join('');
}

/** An alarm while a crisis runs is a message to the crisis leader and an entry. Anyone in the tenant may. */
export function raiseAlarm({ by, text, raisedAt }: Of<'raiseAlarm'>): Ruling {
  if (!text) return refuse('invalid', 'Skriv, hvad der er sket, fx »alarm Ingen kan logge på«.');
  return {
    type: 'melding',
    text: `Alarm fra ${by.name}: ${text}`,
    event: { kind: 'alarmRaised', words: { text } },
    ...(raisedAt ? { happenedAt: raisedAt } : {}),
  };
}

/** Why what was typed takes up too much room for one entry; undefined where it does not. */
export function tooLong(command: Command): Refusal | undefined {
  const { length } = typedIn(command);
  if (length <= longestText) return undefined;
  const danish = new Intl.NumberFormat('da-DK');
  return refuse(
    'invalid',
    `Teksten fylder ${danish.format(length)} tegn. Der er plads til ${danish.format(longestText)} i en post. Del den i to.`,
  );
}

/** The free text a command carries. */
function typedIn(command: Command): string {
  switch (command.kind) {
    case 'note':
    case 'correct':
      return [command.text, command.reason, command.lateReason, command.source, command.acted?.name]
        .filter(Boolean)
        .join('');
    case 'updatePicture':
      return command.statements.map(({ text }) => text).join('');
    case 'evaluate':
      return command.answers.map(({ text }) => text).join('');
    case 'eraseText':
      return `${command.reason}${command.basis}`;
    case 'raiseAlarm':
      return command.text;
    case 'rejectPlace':
    case 'callOff':
    case 'reopen':
      return command.reason;
    case 'end':
      return command.remark;
    default:
      return '';
  }
}
