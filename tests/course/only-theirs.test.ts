import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import type { Json } from '../fake-teams/cards.ts';
import type { Person } from '../fake-teams/person.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** All that any button of the bot carries, so that each verb finds what it would act on. */
const everything: Json = {
  nr: '2',
  rettelse: 'Snydt',
  begrundelse: 'Snydt',
  tekst: 'Snydt',
  felt: 'affected',
  type: 'melding',
  version: '1',
  valg: 'send',
  set: '99',
  sagsnummer: 'Snydt-1',
  bekraeft: 'ja',
  svar: 'ja',
  good: 'Snydt',
  format: 'pdf',
  rolle: 'log',
};
/** What anybody who works here may do. */
const everybodys = ['alarm', 'start', 'krise', 'hjælp', 'mit', 'mine oplysninger', 'prøve'];

describe.each(['running', 'ended'] as const)('a crisis that is %s', (phase) => {
  let stage: Stage;
  let crisisId = '';
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.ole, stage.guest, stage.mette]) await person.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    for (const typed of ['beslutning Vi lukker', 'opdater ramt: mail er nede', 'send billede nu'])
      await stage.anna.types(typed);
    if (phase === 'ended') await stage.anna.types('slut nu');
    await stage.settled();
    crisisId = /K-\d{4}-\d\d/.exec(await log())?.[0] ?? '';
  });
  afterAll(() => stage.close());

  async function log(): Promise<string> {
    await stage.anna.types('vis log');
    return stage.anna.latest()?.text ?? '';
  }
  const size = async () => /(\d+) poster/.exec(await log())?.[1];

  /** Every way a button or a dialog reaches the bot. */
  function ways(person: Person, verb: string): readonly Json[] {
    const base = baseActivity(
      stage.teams.world,
      stage.teams.serviceUrl,
      person,
      personalPlace(stage.teams.world, person),
    );
    const data = { ...everything, verb, k: crisisId };
    const invoke = (name: string, value: Json) => ({ ...base, type: 'invoke', name, replyToId: '1', value });
    return [
      invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }),
      { ...base, type: 'message', replyToId: '2', value: data },
      invoke('task/fetch', { data }),
      invoke('task/submit', { data }),
      invoke('composeExtension/submitAction', { commandId: 'addToLog', data }),
      {
        ...base,
        type: 'message',
        replyToId: '3',
        value: { ...data, cpr: 'med', cpr_skrevet: 'ja', cpr_af: verb },
      },
    ];
  }

  it('takes nothing from guests, colleagues and contacts outside the crisis organisation, whatever is pressed', async () => {
    const people = [stage.guest, stage.ole, stage.mette];
    const words = commands.filter((spec) => !spec.localOnly && !everybodys.includes(spec.word));
    const before = await size();
    // Each word by one of them in one way, by another in the other phase; tests/faults/rights.faults.ts has them all.
    for (const [index, { word }] of words.entries()) {
      const person = people[(index + phase.length) % people.length] ?? stage.guest;
      const all = ways(person, word);
      const turn = (Math.floor(index / people.length) + phase.length) % all.length;
      const { status } = await stage.teams.deliver(all[turn] ?? {});
      expect([word, status]).toEqual([word, 200]);
    }
    await stage.settled();
    expect(await size()).toBe(before);
    expect(await log()).not.toContain('Snydt');
    const offered = people.flatMap((person) =>
      person.sees().flatMap(({ file }) => (file?.kind === 'offered' ? [file.name] : [])),
    );
    expect(offered.filter((name) => !name.startsWith('papirpakke'))).toEqual([]);
  });
});
