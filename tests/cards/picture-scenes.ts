import { pictureCard } from '../../src/cards/picture.ts';
import { pictureFormCard } from '../../src/cards/picture-form.ts';
import { pictureSavedCard } from '../../src/cards/picture-saved.ts';
import { approvalCard, pictureSendCard } from '../../src/cards/picture-send.ts';
import { pictureShareCard } from '../../src/cards/picture-share.ts';
import { sentCard, versionCard } from '../../src/cards/picture-version.ts';
import { statusCard } from '../../src/cards/status.ts';
import type { CommandBody, StatementInput } from '../../src/domain/command.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { pictureAt, statedFields } from '../../src/domain/picture.ts';
import { pictureFields } from '../../src/domain/picture-field.ts';
import type { Shown } from './gallery.ts';
import { longHeadline, longPlan, longText } from './long-plan.ts';
import { play, type Step } from './play.ts';
import { testPlan } from './test-plan.ts';

/** The situation picture at each moment it has. Only fictional people. */

const says = (...statements: readonly StatementInput[]): CommandBody => ({
  kind: 'updatePicture',
  statements,
});

const beginning: readonly Step[] = [
  [2, 'anna', { kind: 'nameTime', happenedAt: '2026-11-23T01:05:00.000Z' }],
  [3, 'peter', { kind: 'takeRole', role: 'logOfficer' }],
  [9, 'peter', { kind: 'note', type: 'melding', text: 'Mail, fildrev og telefoni er nede. Omsorg kører.' }],
  [11, 'jens', { kind: 'note', type: 'handling', text: 'Elektriker er tilkaldt.' }],
];
const stating: readonly Step[] = [
  ...beginning,
  [
    20,
    'peter',
    says(
      { field: 'affected', certainty: 'certain', text: 'Mail og fildrev er nede, telefoni delvist' },
      { field: 'lifeCritical', certainty: 'certain', text: 'Ja, nødkald går over telefoni' },
      { field: 'trend', certainty: 'certain', text: 'Forværres' },
    ),
  ],
  [22, 'jens', says({ field: 'cause', certainty: 'assumed', text: 'Gravearbejde har ramt et kabel' })],
  [23, 'jens', says({ field: 'outlook', certainty: 'unknown', text: '' })],
];
const asking: readonly Step[] = [...stating, [24, 'peter', { kind: 'askApproval' }]];
const drafting: readonly Step[] = [...stating, [25, 'peter', { kind: 'publishPicture', seen: 99 }]];
const sending: readonly Step[] = [...stating, [26, 'anna', { kind: 'publishPicture', seen: 99 }]];
const later: readonly Step[] = [
  ...sending,
  [30, 'jens', { kind: 'note', type: 'melding', text: 'Telefoni er oppe igen i hele huset' }],
  [31, 'jens', { kind: 'correct', of: 4, text: 'Mail og fildrev er nede. Telefoni virkede hele tiden.' }],
  [33, 'peter', says({ field: 'lifeCritical', certainty: 'certain', text: 'Nej' })],
  [34, 'peter', says({ field: 'outlook', certainty: 'assumed', text: 'Mail igen kl. 8' })],
];
const second: readonly Step[] = [...later, [40, 'anna', { kind: 'publishPicture', seen: 99 }]];
const everything: readonly Step[] = [
  [
    5,
    'anna',
    says(
      ...pictureFields.map(({ id, choices }) => ({
        field: id,
        certainty: 'assumed' as const,
        text: choices?.[0] ?? longText.slice(0, 590),
      })),
    ),
  ],
  [6, 'anna', { kind: 'publishPicture', seen: 99 }],
  ...Array.from(
    { length: 12 },
    (_, index): Step => [
      10 + index,
      'anna',
      { kind: 'note', type: 'melding', text: `${index}. ${longText}` },
    ],
  ),
  [30, 'anna', says({ field: 'happened', certainty: 'certain', text: longText })],
];

export const pictures = {
  proposed: play(testPlan, {}, beginning),
  stated: play(testPlan, {}, stating),
  asked: play(testPlan, {}, asking),
  draft: play(testPlan, {}, drafting),
  sent: play(testPlan, {}, sending),
  later: play(testPlan, {}, later),
  second: play(testPlan, {}, second),
  overdue: play(testPlan, {}, [...sending, [90, 'due']]),
  neverSent: play(testPlan, {}, [...beginning, [61, 'due']]),
  over: play(testPlan, {}, [...second, [170, 'anna', { kind: 'end', remark: 'Alt kører igen' }]]),
  exercise: play(testPlan, { exercise: true }, later),
  leaderless: play(testPlan, { by: 'jens' }, [
    [2, 'jens', says({ field: 'affected', certainty: 'certain', text: 'Mail er nede' })],
    [3, 'jens', { kind: 'publishPicture', seen: 99 }],
  ]),
  long: play(longPlan, { headline: longHeadline, level: 2 }, everything),
} satisfies Readonly<Record<string, Ledger>>;

/** Every card of the picture at each of those moments. */
export function pictureCards(): readonly Shown[] {
  return Object.entries(pictures).flatMap(([scene, ledger]) =>
    Object.entries(cardsAt(ledger)).map(([name, card]) => ({ name: `${name}-${scene}`, card, ledger })),
  );
}

function cardsAt(ledger: Ledger): Readonly<Record<string, object>> {
  const { entries, crisis } = ledger;
  const asked = entries.findLast(({ event }) => event.kind === 'approvalAsked');
  const written = entries.findLast(({ event }) => event.kind === 'pictureUpdated');
  const [version] = crisis.picture.versions;
  return {
    picture: pictureCard(ledger),
    'picture-late': pictureCard(ledger, { now: '2026-11-23T09:00:00.000Z', mayUpdate: false }),
    'picture-form': pictureFormCard(ledger, { dialogs: true, note: '✔ Gemt som nr. 12' }),
    'picture-form-more': pictureFormCard(ledger, { part: 'more' }),
    'picture-send': pictureSendCard(ledger, 'anna', { typed: 'kl. 16', note: 'Det forstod jeg ikke.' }),
    'picture-send-others': pictureSendCard(ledger, 'peter'),
    'picture-share': pictureShareCard(ledger),
    status: statusCard(ledger),
    ...(version
      ? {
          'picture-version': versionCard(ledger, version.number, 'anna'),
          'picture-sent': sentCard(ledger, 'anna', version.entry),
          'picture-sent-others': sentCard(ledger, 'lise', version.entry),
        }
      : {}),
    ...(asked ? { 'picture-approve': approvalCard(ledger, 'anna', asked.number) } : {}),
    ...(written?.event.kind === 'pictureUpdated'
      ? { 'picture-saved': savedCard(ledger, written.number) }
      : {}),
  };
}

function savedCard(ledger: Ledger, number: number): object {
  const event = ledger.entries[number - 1]?.event;
  if (event?.kind !== 'pictureUpdated') throw new Error('no update');
  const statements = event.statements.map((mark) => ({ ...mark, text: event.words[mark.field] ?? '' }));
  const replaced = statedFields(pictureAt(ledger, number - 1).statements).slice(0, 2);
  return pictureSavedCard(ledger, { number, statements, replaced });
}
