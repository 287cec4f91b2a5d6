import { type CommandBody, type Refusal, refuse } from '../domain/command.ts';

/** Asked while the tables are away, these would mislead: files, answers and calls that must come now or not at all. */
export const neverKept: readonly CommandBody['kind'][] = [
  'noteExport',
  'evaluate',
  'eraseText',
  'reopen',
  'linkPerson',
  'chooseChannel',
  'askSms',
];

/** To whoever asks for one of them. */
export const notNow = refuse(
  'away',
  'Loggen svarer ikke, så det kan jeg ikke lige nu. Intet er gemt. Prøv igen om lidt.',
);

/** What names an entry that has no number yet, and what can be done instead. */
export function noNumber({ kind }: CommandBody): Refusal {
  return refuse('away', `Loggen svarer ikke. ${instead[kind] ?? instead.correct}`);
}

const instead: Partial<Record<CommandBody['kind'], string>> & { readonly correct: string } = {
  correct:
    'Den post er kun gemt her og har intet nummer endnu. Vent, til loggen svarer, eller skriv en ny melding.',
  publishPicture:
    'Det nyeste i billedet er kun gemt her, så det kan ikke sendes endnu. »del billede« giver det som tekst.',
  approvePicture:
    'Billedet er kun gemt her, så det kan ikke godkendes endnu. »del billede« giver det som tekst.',
  end: 'En af opgaverne er kun gemt her, så den kan ikke gives videre. Skriv »slut nu« for at slutte alligevel.',
};
