import { callCard } from '../../src/cards/call.ts';
import { closedCard } from '../../src/cards/closed.ts';
import {
  contactExerciseDeclinedCard,
  contactExerciseQuestionCard,
  contactExerciseStartedCard,
} from '../../src/cards/contact-exercise-question.ts';
import { endCard } from '../../src/cards/end.ts';
import { logCard } from '../../src/cards/log.ts';
import { personalCard } from '../../src/cards/personal.ts';
import { runningCard } from '../../src/cards/running.ts';
import { statusCard } from '../../src/cards/status.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { longPlan } from './long-plan.ts';
import { person, play, type Step } from './play.ts';
import { testPlan } from './test-plan.ts';

/** Contact exercises at moments that their cards must show well. Only fictional people. */

const beginning = { exercise: true, contactOnly: true, headline: 'Kontaktøvelse', by: 'direktoer' } as const;
const seen: CommandBody = { kind: 'acknowledge' };
const phoned = (id: string, outcome: 'coming' | 'noAnswer', way?: 'sms'): CommandBody => ({
  kind: 'phone',
  person: person(testPlan, id),
  outcome,
  ...(way ? { way } : {}),
});

const some: readonly Step[] = [
  [0, 'system', { kind: 'reportUnreachable', person: person(testPlan, 'lise'), cause: 'unknown' }],
  [3, 'jens', seen],
  [5, 'due'],
  [6, 'jens', phoned('peter', 'noAnswer')],
  [8, 'jens', phoned('lise', 'coming')],
];
const all: readonly Step[] = [
  ...some,
  [9, 'direktoer', phoned('peter', 'coming', 'sms')],
  [130, 'anna', seen],
];
const end: Step = [140, 'direktoer', { kind: 'end', remark: 'Vi prøver igen i uge 50' }];

const many = crowd(200);
/** Two of three answer, each a little later than the one before; every tenth is not reached. */
const crowded: readonly Step[] = many.contacts
  .filter(({ id }) => id.startsWith('nr-'))
  .flatMap(({ id }, index): Step[] =>
    index % 3 > 0
      ? [[1 + index / 10, id, seen]]
      : index % 9 === 0
        ? [
            [
              1 + index / 10,
              'system',
              { kind: 'reportUnreachable', person: person(many, id), cause: 'blocked' },
            ],
          ]
        : [],
  );

export const contactScenes: Readonly<Record<string, Ledger>> = {
  started: play(testPlan, beginning),
  byOne: play(testPlan, { ...beginning, by: 'anna' }, [[2, 'jens', seen]]),
  halfway: play(testPlan, beginning, some),
  all: play(testPlan, beginning, all),
  ended: play(testPlan, beginning, [...some, end]),
  nobody: play(testPlan, beginning, [end]),
  interrupted: play(testPlan, beginning, [...some, [12, 'system', { kind: 'interrupt' }]]),
  long: play(longPlan, beginning, some),
  crowded: play(many, beginning, crowded),
  crowdedEnded: play(many, beginning, [...crowded, end]),
};

/** Every card of a contact exercise, at each of those moments. */
export function contactCards(): readonly { name: string; card: object; ledger?: Ledger }[] {
  const shown = Object.entries(contactScenes).flatMap(([scene, ledger]) => {
    const cards: Readonly<Record<string, object>> = {
      status: statusCard(ledger),
      closed: closedCard(ledger),
      'personal-anna': personalCard(ledger, 'anna'),
      'personal-jens': personalCard(ledger, 'jens'),
      'personal-lise': personalCard(ledger, 'lise'),
      call: callCard(ledger),
      end: endCard(ledger, true),
      log: logCard(ledger, 1),
      running: runningCard(ledger, 'Nedbrud på telefoni'),
      begun: contactExerciseStartedCard(ledger),
    };
    return Object.entries(cards).map(([kind, card]) => ({ name: `contact-${kind}-${scene}`, card, ledger }));
  });
  return [
    ...shown,
    { name: 'contact-question-short', card: contactExerciseQuestionCard(testPlan, person(testPlan, 'anna')) },
    { name: 'contact-question-many', card: contactExerciseQuestionCard(many, person(many, 'direktoer')) },
    { name: 'contact-question-declined', card: contactExerciseDeclinedCard },
  ];
}

/** The long plan with that many more people in its groups. */
function crowd(count: number): Plan {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `nr-${index}`,
    name: `Medarbejder Nummerbjerg-Højgaard ${index}`,
    title: 'Specialkonsulent',
    phone: '+4596110099',
    phoneText: '96 11 00 99',
    source: 'forslag' as const,
  }));
  const members = people.map(({ id }) => id);
  return {
    ...longPlan,
    contacts: [...longPlan.contacts, ...people],
    groups: longPlan.groups.map((group) => ({ ...group, members: [...group.members, ...members] })),
  };
}
