import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, leaderOf } from './crisis.ts';
import type { Ruling } from './decide.ts';
import { isCoreTask, isEvaluationQuestion } from './evaluation.ts';
import { theCrisis } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** What is done with a record, during the crisis and after its end. */

/** Taking the record out as files is itself an entry. `upTo` is the newest entry the files hold. */
export function noteExport(crisis: Crisis, { formats, upTo }: Of<'noteExport'>): Ruling {
  if (formats.length === 0 || upTo < 1 || upTo > crisis.size) {
    return refuse('invalid', 'Skriv »eksport« for at hente loggen som filer.');
  }
  const names = formats.map((format) => format.toUpperCase()).join(', ');
  return {
    type: 'system',
    text: `Loggen er eksporteret til og med nr. ${upTo} (${names})`,
    event: { kind: 'exported', formats, upTo },
  };
}

const caseNumber = /^[\p{L}\p{N}][\p{L}\p{N} ./_-]{1,39}$/u;

/** The number under which the records system (ESDH) keeps the record: without one, nothing is deleted. */
export function setCaseNumber(crisis: Crisis, command: Of<'setCaseNumber'>): Ruling {
  const number = command.caseNumber.trim();
  if (!caseNumber.test(number) || !/\d/.test(number)) {
    return refuse('invalid', 'Skriv sagens nummer i ESDH, fx »sagsnummer 24/1234«.');
  }
  if (crisis.caseNumber === number) return refuse('already', `Sagsnummeret er allerede ${number}.`);
  return {
    type: 'system',
    text: `Sagsnummer i ESDH: ${number}`,
    event: { kind: 'caseNumbered', caseNumber: number },
  };
}

/** Says in the log that a text was erased, on which ground and by whom; the store erases it. */
export function eraseText(crisis: Crisis, { of, reason, basis, writer }: Of<'eraseText'>): Ruling {
  if (!Number.isInteger(of) || of < 1 || of > crisis.size) {
    return refuse('invalid', `Post nr. ${of} findes ikke. Loggen går fra 1 til ${crisis.size}.`);
  }
  if (!reason || !basis || !writer) {
    return refuse('invalid', 'En sletning skal have en grund, et lovgrundlag og et navn.');
  }
  return {
    type: 'system',
    text: `Teksten i nr. ${of} er slettet af ${writer}: ${reason} (${basis})`,
    event: { kind: 'textErased', of, words: { reason, basis, by: writer } },
  };
}

/** The same crisis goes on, in the same log; the end stays in it. Not what a real crisis broke off. */
export function reopen(crisis: Crisis, { reason }: Of<'reopen'>): Ruling {
  const what = theCrisis(crisis);
  if (!crisis.ended) return refuse('already', `${what} er i gang.`);
  if (crisis.contactOnly || crisis.ended.how === 'interrupted') {
    return refuse('invalid', `${what} kan ikke genåbnes. Start en ny.`);
  }
  if (!reason) return refuse('invalid', 'Skriv hvorfor, fx »genåbn Strømmen er væk igen«.');
  return {
    type: 'beslutning',
    text: `${what} er genåbnet: ${reason}`,
    event: { kind: 'reopened', words: { reason } },
  };
}

/** Only the newest of a series can go on: what has happened since has a log of its own. */
export function overtaken(crisis: Crisis, newest: string | undefined, isRunning: boolean): Refusal {
  if (newest && isRunning) {
    return refuse(
      'running',
      `${newest} er i gang. Skriv det nye i dens log, fx »melding Strømmen er væk igen«.`,
    );
  }
  const since = newest ? `Der er startet en ny siden (${newest}). ` : '';
  return refuse(
    'outdated',
    `${since}${theCrisis(crisis)} kan ikke genåbnes. Skriv »start« og en overskrift for at starte en ny.`,
  );
}

/** Three questions to whoever took part, after the end; the newest answer counts. */
export function evaluate(crisis: Crisis, { by, answers }: Of<'evaluate'>): Ruling {
  if (!crisis.ended) {
    const leader = leaderOf(crisis);
    const who = leader ? `, når ${leader.name} har sluttet` : '';
    return refuse('invalid', `Evalueringen kommer bagefter${who}. Skriv det i loggen så længe.`);
  }
  const given = answers.filter(
    ({ question, coreTask, text }) => text !== '' && isEvaluationQuestion(question) && isCoreTask(coreTask),
  );
  if (given.length === 0) return refuse('invalid', 'Skriv mindst ét svar. Et enkelt ord er nok.');
  return {
    type: 'evaluering',
    text: `${by.name} har svaret på evalueringen`,
    event: {
      kind: 'evaluated',
      answers: given.map(({ question, coreTask }) => ({ question, coreTask })),
      words: Object.fromEntries(given.map(({ question, text }) => [question, text])),
    },
  };
}
