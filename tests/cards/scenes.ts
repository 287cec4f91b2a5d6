import type { Ledger } from '../../src/domain/ledger.ts';
import { longHeadline, longPlan, longText } from './long-plan.ts';
import { play, type Step } from './play.ts';
import { testPlan } from './test-plan.ts';

/** Crises at moments that cards must show well. Only fictional people. */

const answers: readonly Step[] = [
  [1, 'anna', { kind: 'nameSource', sourceId: 'overvaagning' }],
  [2, 'anna', { kind: 'nameTime', happenedAt: '2026-11-23T01:05:00.000Z' }],
  [3, 'peter', { kind: 'takeRole', role: 'logOfficer' }],
  [4, 'jens', { kind: 'takeRole', role: 'solutionOfficer' }],
  [5, 'anna', { kind: 'confirmPlace', placeId: 'lokale-3' }],
  [6, 'jens', { kind: 'attend', attendance: 'present' }],
  [7, 'peter', { kind: 'attend', attendance: 'onTheWay', expectedAt: '2026-11-23T01:50:00.000Z' }],
];

const notes: readonly Step[] = [
  [9, 'peter', { kind: 'note', type: 'melding', text: 'Mail, fildrev og telefoni er nede. Omsorg kører.' }],
  [11, 'jens', { kind: 'note', type: 'handling', text: 'Elektriker er tilkaldt. Nødstrøm til kernenettet.' }],
  [
    14,
    'anna',
    { kind: 'note', type: 'beslutning', text: 'Telefoni kommer først', reason: 'nødkald går over telefoni' },
  ],
  [
    15,
    'anna',
    { kind: 'note', type: 'fravalg', text: 'Vi flytter ikke driften', reason: 'det tager længere tid' },
  ],
];

const rest: readonly Step[] = [
  [16, 'peter', { kind: 'phone', person: { id: 'lise', name: 'Lise Bro' }, outcome: 'noAnswer' }],
  [
    18,
    'peter',
    { kind: 'phone', person: { id: 'lise', name: 'Lise Bro' }, outcome: 'takesRole', role: 'commsInternal' },
  ],
  [19, 'anna', { kind: 'assignRole', role: 'commsExternal', to: { id: 'mette', name: 'Mette Ask' } }],
  [20, 'mette', { kind: 'takeRole', role: 'commsExternal' }],
  [21, 'lise', { kind: 'attend', attendance: 'online' }],
  [22, 'lise', { kind: 'takeRole', role: 'peopleOfficer' }],
];

const end: readonly Step[] = [[170, 'anna', { kind: 'end', remark: 'Alt kører igen' }]];

export const started = play(testPlan, {});
/** Someone else started: nobody leads yet, and Teams knows not everyone. */
export const leaderless = play(testPlan, { by: 'jens' }, [
  [1, 'system', { kind: 'reportUnreachable', person: { id: 'peter', name: 'Peter Lund' }, cause: 'unknown' }],
  [3, 'jens', { kind: 'phone', person: { id: 'lise', name: 'Lise Bro' }, outcome: 'noAnswer' }],
  [5, 'jens', { kind: 'phone', person: { id: 'lise', name: 'Lise Bro' }, outcome: 'noAnswer' }],
  [6, 'jens', { kind: 'confirmPlace', placeId: 'lokale-3' }],
]);
export const midway = play(testPlan, {}, [...answers, ...notes]);
export const allSet = play(testPlan, { level: 2 }, [...answers, ...notes, ...rest]);
export const ended = play(testPlan, {}, [...answers, ...notes, ...rest, ...end]);
export const calledOff = play(testPlan, {}, [[8, 'anna', { kind: 'callOff', reason: 'En planlagt prøve' }]]);
export const exercise = play(testPlan, { exercise: true, headline: 'Nedbrud på telefoni' }, [
  ...answers,
  ...notes,
]);
export const exerciseEnded = play(testPlan, { exercise: true, headline: 'Nedbrud på telefoni' }, [
  ...answers,
  ...end,
]);
export const interrupted = play(testPlan, { exercise: true }, [[4, 'system', { kind: 'interrupt' }]]);
export const refusing = play(testPlan, {}, [
  [2, 'lise', { kind: 'declineRole', role: 'commsInternal', reason: 'ill' }],
  [3, 'lise', { kind: 'declineRole', role: 'logOfficer', reason: 'ill' }],
  [3, 'lise', { kind: 'declineRole', role: 'peopleOfficer', reason: 'ill' }],
  [4, 'peter', { kind: 'attend', attendance: 'prevented' }],
  [5, 'jens', { kind: 'attend', attendance: 'onTheWay' }],
  [6, 'anna', { kind: 'assignRole', role: 'logOfficer', to: { id: 'jens', name: 'Jens Krogh' } }],
]);
const handing: readonly Step[] = [
  ...answers,
  ...notes,
  [16, 'anna', { kind: 'offerHandover', role: 'crisisLeader', to: { id: 'jens', name: 'Jens Krogh' } }],
];
/** The crisis leader has asked Jens to take over; then each way it can end. */
export const handovers = {
  open: play(testPlan, {}, handing),
  taken: play(testPlan, {}, [...handing, [18, 'jens', { kind: 'takeRole', role: 'crisisLeader' }]]),
  declined: play(testPlan, {}, [
    ...handing,
    [18, 'jens', { kind: 'declineRole', role: 'crisisLeader', reason: 'other' }],
  ]),
  withdrawn: play(testPlan, {}, [
    ...handing,
    [18, 'anna', { kind: 'withdrawHandover', role: 'crisisLeader' }],
  ]),
  instead: play(testPlan, {}, [
    ...handing,
    [18, 'anna', { kind: 'offerHandover', role: 'crisisLeader', to: { id: 'lise', name: 'Lise Bro' } }],
  ]),
  assigned: play(testPlan, {}, [
    ...handing,
    [18, 'anna', { kind: 'assignRole', role: 'crisisLeader', to: { id: 'lise', name: 'Lise Bro' } }],
  ]),
  ended: play(testPlan, {}, [...handing, [18, 'anna', { kind: 'end', remark: '' }]]),
  exercise: play(testPlan, { exercise: true }, handing),
  crowded: play(longPlan, { headline: longHeadline }, [...handing, ...manyNotes(48)]),
} satisfies Readonly<Record<string, Ledger>>;
/** Twenty minutes in: roles are open to all, and Lise has not been heard of. */
export const late = play(testPlan, {}, [
  [3, 'jens', { kind: 'takeRole', role: 'solutionOfficer' }],
  [6, 'jens', { kind: 'attend', attendance: 'present' }],
  ...notes,
  [
    16,
    'system',
    { kind: 'openRoles', roles: ['logOfficer', 'peopleOfficer', 'commsInternal', 'commsExternal'] },
  ],
  [17, 'peter', { kind: 'attend', attendance: 'onTheWay' }],
]);
export const noPlaceLeft = play(
  testPlan,
  {},
  testPlan.meetingPlaces.map(
    ({ id }, index): Step => [
      index + 1,
      'anna',
      { kind: 'rejectPlace', placeId: id, reason: index === 1 ? '' : 'Ingen strøm' },
    ],
  ),
);
export const secondPlace = play(testPlan, {}, [
  [2, 'anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Ingen strøm' }],
]);

const lise = { id: 'lise', name: 'Lise Bro' };
/** Nobody but the starter and Lise, who has just seen it, has answered in ten minutes. */
export const silent = play(testPlan, {}, [
  [3, 'anna', { kind: 'phone', person: { id: 'jens', name: 'Jens Krogh' }, outcome: 'noAnswer' }],
  [5, 'due'],
  [6, 'lise', { kind: 'acknowledge' }],
  [10, 'due'],
]);
/** Somebody else started, and the plan's crisis leader is silent. */
export const silentLeader = play(testPlan, { by: 'peter' }, [
  [5, 'due'],
  [10, 'due'],
]);
/** The leader and the one who keeps the log hand over; one to be answered by each. */
export const handingOver = play(testPlan, {}, [
  ...answers,
  ...notes,
  [30, 'anna', { kind: 'offerHandover', role: 'crisisLeader', to: { id: 'jens', name: 'Jens Krogh' } }],
  [31, 'peter', { kind: 'offerHandover', role: 'logOfficer', to: lise }],
]);
/** The crisis leader cannot come, and the next in line is asked. */
export const leaderPrevented = play(testPlan, {}, [
  ...answers,
  [20, 'anna', { kind: 'attend', attendance: 'prevented' }],
]);

/** Everything as long as it gets, with many notes. */
export const crowded = play(longPlan, { headline: longHeadline, level: 2 }, [...answers, ...manyNotes(48)]);

function manyNotes(count: number): readonly Step[] {
  const types = ['melding', 'handling', 'beslutning', 'fravalg'] as const;
  return Array.from(
    { length: count },
    (_, index): Step => [
      20 + index,
      'anna',
      {
        kind: 'note',
        type: types[index % 4] ?? 'melding',
        text: `${index}. ${longText}`,
        reason: longText.slice(0, 200),
      },
    ],
  );
}

export const scenes: Readonly<Record<string, Ledger>> = {
  started,
  leaderless,
  midway,
  allSet,
  ended,
  calledOff,
  exercise,
  exerciseEnded,
  interrupted,
  refusing,
  noPlaceLeft,
  secondPlace,
  silent,
  silentLeader,
  handingOver,
  leaderPrevented,
  crowded,
};
