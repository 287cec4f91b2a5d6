import './strict.ts';
import { describe, expect, it } from 'vitest';
import { alarmCard } from '../../src/cards/alarm.ts';
import { keepCard } from '../../src/cards/keep.ts';
import { logCard } from '../../src/cards/log.ts';
import { sentCard, versionCard } from '../../src/cards/picture-version.ts';
import { runningCard } from '../../src/cards/running.ts';
import { withLeftover } from '../../src/cards/with-leftover.ts';
import { commandOf } from '../../src/commands/commands.ts';
import { pictureFields } from '../../src/domain/picture-field.ts';
import { shapeFaults } from './card-shape.ts';
import {
  actionsOf,
  inputsOf,
  isJson,
  type Json,
  linesOf,
  nodesOf,
  opensDialog,
  sentBy,
  tapsOf,
  verbsOf,
} from './card-tree.ts';
import { cardsOf, gallery } from './gallery.ts';
import { night, play, type Step } from './play.ts';
import { testPlan } from './test-plan.ts';

const mostBytes = 25_000;

/** Tells each fault with the card it is on. */
function faults(find: (card: object, name: string) => readonly string[]): readonly string[] {
  return gallery.flatMap(({ name, card }) => find(card, name).map((fault) => `${name}: ${fault}`));
}

describe('every card in every state', () => {
  it('uses only elements that Teams draws on a phone, complete and of version 1.5', () => {
    expect(faults((card) => shapeFaults(card))).toEqual([]);
  });

  it('is small enough for Teams with the longest texts', () => {
    expect(faults((card) => (bytesOf(card) > mostBytes ? [`${bytesOf(card)} bytes`] : []))).toEqual([]);
  });

  it('is small enough also when every word of a person is as long as it can be', () => {
    const endless = 'æ"\\🔥{{<at> '.repeat(2_500);
    const plan = {
      ...testPlan,
      contacts: testPlan.contacts.map((contact) => ({ ...contact, name: endless.slice(0, 300) })),
    };
    const text = endless.slice(0, 11_000);
    const ledger = play(plan, { headline: endless }, [
      ...plan.meetingPlaces.map(
        ({ id }): Step => [1, 'anna', { kind: 'rejectPlace', placeId: id, reason: text }],
      ),
      ...everyField(endless),
      ...(['melding', 'handling', 'beslutning', 'fravalg'] as const).flatMap((type): Step[] => [
        [2, 'anna', { kind: 'note', type, text, reason: endless.slice(0, 1_000) }],
        [3, 'anna', { kind: 'note', type, text }],
        [4, 'anna', { kind: 'note', type, text }],
      ]),
    ]);
    const [version] = ledger.crisis.picture.versions;
    const cards = [
      ...cardsOf('endless', ledger),
      { name: 'version', card: versionCard(ledger, 1, 'anna') },
      { name: 'sent', card: sentCard(ledger, 'anna', version?.entry ?? 0) },
      { name: 'keep', card: keepCard(endless, endless, plan, 'K-2026-07') },
      { name: 'running', card: runningCard(ledger, endless) },
      { name: 'leftover', card: withLeftover(logCard(ledger, 1), endless, 'K-2026-07') },
      { name: 'alarm', card: alarmCard(plan, { at: night, by: { id: 'x', name: endless }, text: endless }) },
    ];
    const large = cards.filter(({ card }) => bytesOf(card) > mostBytes);
    expect(large.map(({ name, card }) => `${name}: ${bytesOf(card)}`)).toEqual([]);
  });

  it('sends the same from a client that knows Action.Execute and from one that does not', () => {
    const differs = (action: Json): boolean => {
      const { type, verb, data, fallback, ...shown } = action;
      if (opensDialog(action)) return fallback !== undefined || verb !== undefined;
      const expected = { type: 'Action.Submit', ...shown, data: { verb, ...(isJson(data) ? data : {}) } };
      return type !== 'Action.Execute' || !same(fallback, expected);
    };
    expect(
      faults((card) =>
        tapsOf(card)
          .filter(differs)
          .map(({ title }) => String(title)),
      ),
    ).toEqual([]);
  });

  it('shows at most six buttons beside each other, with short titles', () => {
    const tooMany = (card: object) =>
      nodesOf(card)
        .filter(({ actions }) => Array.isArray(actions) && actions.length > 6)
        .map(() => 'more than six buttons');
    const tooLong = (card: object) =>
      actionsOf(card).flatMap(({ title }) => (String(title).length > 40 ? [String(title)] : []));
    expect(faults((card) => [...tooMany(card), ...tooLong(card)])).toEqual([]);
  });

  it('opens nothing but the message in Teams that an entry was taken from, and the files that were asked for', () => {
    const opening = gallery
      .filter(({ name }) => !name.startsWith('file-links-'))
      .filter(({ card }) => tapsOf(card).length < actionsOf(card).length);
    expect(opening.map(({ name }) => name)).toEqual(['entry-2-short', 'entry-2-long']);
  });

  it('has at most one button that stands out in each group', () => {
    const count = (actions: unknown) =>
      Array.isArray(actions)
        ? actions.filter((action) => isJson(action) && action.style === 'positive').length
        : 0;
    expect(
      faults((card) => nodesOf(card).flatMap(({ actions }) => (count(actions) > 1 ? ['two'] : []))),
    ).toEqual([]);
  });

  it('carries the crisis and its state with each button of a crisis card', () => {
    const lacking = gallery
      .filter(({ ledger }) => ledger)
      .flatMap(({ name, card, ledger }) =>
        tapsOf(card)
          .filter(
            ({ data }) => !isJson(data) || data.k !== ledger?.crisis.id || !/^\d+$/.test(String(data.v)),
          )
          .map(({ title }) => `${name}: ${title}`),
      );
    expect(lacking).toEqual([]);
  });

  it('sends names and values that come through: plain keys and strings', () => {
    const wrong = (data: unknown) =>
      Object.entries(isJson(data) ? data : {}).flatMap(([key, value]) =>
        /^[A-Za-z]\w*$/.test(key) && typeof value === 'string' ? [] : [key],
      );
    expect(faults((card) => actionsOf(card).flatMap((action) => wrong(sentBy(action))))).toEqual([]);
  });

  it('has inputs with names of their own that no button of the card sends', () => {
    const clashes = (card: object) => {
      const ids = inputsOf(card).map(({ id }) => String(id));
      const doubled = ids.filter((id, index) => ids.indexOf(id) !== index);
      const sent = actionsOf(card).flatMap(({ data }) => Object.keys(isJson(data) ? data : {}));
      return [...doubled, ...ids.filter((id) => sent.includes(id) || !/^[a-z]+$/.test(id))];
    };
    expect(faults(clashes)).toEqual([]);
  });

  it('has buttons whose verb is the word of a command', () => {
    expect(faults((card) => verbsOf(card).filter((verb) => !commandOf(verb)))).toEqual([]);
  });

  it('begins with ØVELSE in an exercise, read aloud too, and never otherwise', () => {
    const wrong = gallery
      .filter(({ ledger }) => ledger)
      .filter(({ card, ledger }) => {
        const begins = (text: unknown) => String(text).startsWith('ØVELSE');
        const { speak } = card as { speak?: string };
        return (
          begins(linesOf(card)[0]) !== ledger?.crisis.exercise || begins(speak) !== ledger.crisis.exercise
        );
      });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  it('has no line drawn right below its heading, which has an edge of its own', () => {
    const second = (card: object) => (card as { body: readonly Json[] }).body[1];
    expect(faults((card) => (second(card)?.separator ? ['line'] : []))).toEqual([]);
  });

  it('leaves no line empty and no binding open', () => {
    const open = (line: string) =>
      line === '' || /undefined|null|NaN|\[object/.test(line) || line.includes('$'.concat('{'));
    expect(faults((card) => linesOf(card).filter(open))).toEqual([]);
  });
});

/** A picture with every field filled in, sent, and written over once more. */
function everyField(endless: string): readonly Step[] {
  const statements = pictureFields.map(({ id }) => ({
    field: id,
    certainty: 'assumed' as const,
    text: endless.slice(0, 580),
  }));
  const again = statements.map((one) => ({ ...one, text: `${one.text.slice(0, 480)} igen` }));
  return [
    [1, 'anna', { kind: 'updatePicture', statements }],
    [1, 'anna', { kind: 'publishPicture', seen: 99 }],
    [1, 'anna', { kind: 'updatePicture', statements: again }],
  ];
}

function bytesOf(card: object): number {
  return Buffer.byteLength(JSON.stringify(card));
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
