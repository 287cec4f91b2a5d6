import { describe, expect, it } from 'vitest';
import { heldBack, released } from '../../src/answering/cpr-gate.ts';
import type { CommandSpec } from '../../src/commands/command.ts';
import { commandOf } from '../../src/commands/commands.ts';
import { withCpr, withoutCpr } from '../../src/domain/cpr.ts';
import type { Request } from '../../src/request.ts';
import { actionsOf, inputsOf } from '../fake-teams/cards.ts';
import { testPlan } from '../fixtures/plan.ts';

const typed: Request = {
  intent: 'm:1',
  at: '2026-11-23T01:14:00.000Z',
  sender: { accountId: 'a-1', name: 'Lise Bro' },
  conversation: { id: 'a:1', kind: 'personal', serviceUrl: 'https://smba.example' },
  addressed: true,
  text: '',
  mentions: [],
};
const tapped = (data: Readonly<Record<string, string>>, verb = 'log'): Request => ({
  ...typed,
  tap: { verb, data },
});

function spec(word: string): CommandSpec {
  const found = commandOf(word);
  if (!found) throw new Error(word);
  return found;
}

/** Holds a text back and taps a button of the card, its fields as they are or as given. */
function pressed(request: Request, args: string, choice: 'uden' | 'med', fields = {}) {
  const word = request.tap?.verb ?? 'log';
  const held = heldBack(spec(word), request, args, testPlan, undefined);
  if (!held || !('card' in held)) throw new Error('not held back');
  const data = actionsOf(held.card)
    .map(({ action }) => action.data as Record<string, string>)
    .find(({ cpr }) => cpr === choice);
  const shown = [...inputsOf(held.card)].map(([id, input]) => [id, String(input.value)]);
  return released(tapped({ ...data, ...Object.fromEntries(shown), ...fields }, word));
}

describe('what was held back for a CPR number', () => {
  it('is the same command with its fields, without the digits or with them again', () => {
    const request = tapped({ nr: '3', rettelse: 'Borger 010190-1234', begrundelse: 'Set kl. 2' }, 'ret');
    const without = pressed(request, '', 'uden').request.tap;
    expect(without).toEqual({
      verb: 'ret',
      data: { nr: '3', rettelse: 'Borger 010190-xxxx', begrundelse: 'Set kl. 2' },
    });
    expect(pressed(request, '', 'med').request.tap?.data.rettelse).toBe('Borger 010190-1234');
  });

  it('is typed again where it was typed, with whom it mentioned', () => {
    const mentions = [{ accountId: 'a-2', name: 'Jens Krogh' }];
    const { request, word } = pressed({ ...typed, mentions }, 'af @Jens Krogh: 010190-1234', 'med');
    expect(word).toBe('log');
    expect(request).toMatchObject({ text: 'af @Jens Krogh: 010190-1234', mentions, released: true });
    expect(request.tap).toBeUndefined();
  });

  it('is one and the same to both buttons, and another for another person', () => {
    const one = pressed(typed, 'Borger 010190-1234', 'uden').request.intent;
    expect(pressed(typed, 'Borger 010190-1234', 'med').request.intent).toBe(one);
    const other = {
      ...tapped({ cpr: 'uden', cpr_af: 'm:1', tekst: 'x' }),
      sender: { accountId: 'a-2', name: 'X' },
    };
    expect(released(other).request.intent).not.toBe(one);
  });

  it('is nothing where it is only read, an id, an address, or released already', () => {
    expect(heldBack(spec('find'), typed, '010190-1234', testPlan, undefined)).toBeUndefined();
    const ids = { rettelse: 'a0101901234b0101901234c', link: 'https://teams.example/l/0101901234' };
    expect(heldBack(spec('ret'), tapped(ids, 'ret'), '', testPlan, undefined)).toBeUndefined();
    const seen = { ...typed, released: true };
    expect(heldBack(spec('log'), seen, '010190-1234', testPlan, undefined)).toBeUndefined();
  });

  it('shows first what it is about, and loses none of the other texts', () => {
    const fields = { sker: 'Vi evakuerer nu', ramt: 'Borger 010190-1234', ramt_vished: 'sikkert' };
    const held = heldBack(spec('opdater'), tapped(fields, 'opdater'), '', testPlan, undefined);
    if (!held || !('card' in held)) throw new Error('not held back');
    expect([...inputsOf(held.card)].map(([id, input]) => [id, input.value])).toEqual([
      ['ramt', 'Borger 010190-xxxx'],
      ['sker', 'Vi evakuerer nu'],
    ]);
    expect(pressed(tapped(fields, 'opdater'), '', 'med').request.tap?.data).toEqual(fields);
  });

  it('says what to do where it is too long for a card', () => {
    const long = heldBack(spec('log'), typed, `010190-1234 ${'æ'.repeat(13_000)}`, testPlan, undefined);
    expect(long).toMatchObject({ text: expect.stringContaining('Slet de sidste fire cifre') });
  });

  it('makes nothing of marks it did not write', () => {
    const forged = { cpr: 'med', cpr_skrevet: 'ja', cpr_omtalt: '{"a":1}', cpr_i_tekst: 'x|y', tekst: 'Hej' };
    expect(released(tapped(forged)).request).toMatchObject({ text: 'Hej', mentions: [] });
    expect(released(tapped({ ...forged, cpr_omtalt: 'ikke-en-linje' })).request.mentions).toEqual([]);
    expect(released(tapped({ cpr: 'måske', tekst: 'Hej' })).request.released).toBeUndefined();
  });

  it('carries whom it mentioned as text alone, which the edge has cleaned like any other', () => {
    const marks = { cpr: 'uden', cpr_skrevet: 'ja', tekst: 'Hej' };
    const read = (lines: string) => released(tapped({ ...marks, cpr_omtalt: lines })).request.mentions;
    const escaped = JSON.stringify([{ accountId: 'a-2', name: 'Jens\ud800\u0000\u202e' }]);
    expect(
      read(escaped)
        .flatMap(({ name }) => name)
        .join(),
    ).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(read(`a-2 Jens Krogh\n29:1-x ${'x'.repeat(201)}\nuden-navn\n a-3`)).toEqual([
      { accountId: 'a-2', name: 'Jens Krogh' },
    ]);
    expect(read('a-2 Jens\n'.repeat(200))).toHaveLength(50);
  });
});

describe('the digits of several numbers', () => {
  const text = 'Først 0202801111, så 020280-2222 og igen 020280-2222.';
  it('go back where they stood', () => {
    const numbers = ['0202801111', '020280-2222', '020280-2222'];
    expect(withCpr(withoutCpr(text), numbers)).toBe(text);
  });
  it('go nowhere where the person has taken the place away', () => {
    expect(withCpr('Først, så 020280-xxxx.', ['0202801111', '020280-2222'])).toBe('Først, så 020280-2222.');
  });
});
