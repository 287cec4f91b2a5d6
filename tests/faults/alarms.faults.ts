import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { createAlarms } from '../../src/storage/alarms.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { testStore } from '../azurite/test-store.ts';
import { type Stage, setStage } from '../course/stage.ts';
import type { Person } from '../fake-teams/person.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';

let stage: Stage;
let proxy: FaultyLine;
beforeEach(async () => {
  proxy = await startProxy(inject('azurite'));
  stage = await setStage({ connectionString: proxy.connectionString });
  for (const who of [stage.anna, stage.jens, stage.lise, stage.peter]) await who.installs();
});
afterEach(async () => {
  stage.teams.recovers();
  await stage.close();
  await proxy.close();
});

const homeOf = (who: Person) => personalPlace(stage.teams.world, who).id;
const alarms = (who: Person) => who.sees().filter(({ text }) => text.includes('Mailen er nede'));

it('an alarm without a crisis waits for Teams, and names whoever does not get it, with number', async () => {
  stage.teams.fails({ method: 'POST', placeId: homeOf(stage.peter), answer: 429, retryAfter: '0', times: 2 });
  stage.lise.blocks();
  await stage.ole.types('alarm Mailen er nede');
  await stage.teams.until(() => alarms(stage.peter).length > 0);
  const answer = stage.ole.latest()?.text ?? '';
  expect(answer).toMatch(/^Alarmen er gemt og sendt til [^.]*Peter Lund/);
  expect(answer).toMatch(/ikke nået sikkert frem til [^.]*Lise Bro \(\d\d \d\d \d\d \d\d\)/);
  for (const who of [stage.anna, stage.jens, stage.peter]) expect(alarms(who)).toHaveLength(1);
});

it('one in doubt is repeated once and says so; an alarm in doubt twice is named', async () => {
  const doubt = { method: 'POST', answer: 502, afterwards: true } as const;
  stage.teams.fails({ ...doubt, placeId: homeOf(stage.peter) });
  stage.teams.fails({ ...doubt, placeId: homeOf(stage.lise), times: 9 });
  await stage.ole.types('alarm Mailen er nede');
  for (const who of [stage.peter, stage.lise]) {
    expect(alarms(who).map(({ summary }) => summary)).toEqual([
      'Alarm fra Ole Vind',
      'Alarm fra Ole Vind (sendt igen)',
    ]);
  }
  expect(stage.ole.latest()?.text).toMatch(/ikke nået sikkert frem til [^.]*Lise Bro/);
  expect(stage.ole.latest()?.text).not.toMatch(/ikke nået sikkert frem til [^.]*Peter Lund/);
});

it('one that was cut off by the end of the process goes on in the next, and is told of', async () => {
  let aheadMs = 0;
  proxy.date = () => new Date(Date.now() + aheadMs);
  stage.teams.fails({ method: 'POST', placeId: homeOf(stage.peter), answer: 429, times: 1_000 });
  await stage.ole.types('alarm Mailen er nede');
  expect(alarms(stage.peter)).toHaveLength(0);
  expect(stage.ole.latest()?.text).toMatch(/ikke nået sikkert frem til [^.]*Peter Lund/);
  stage.teams.recovers();
  stage.teams.fails({ method: 'POST', placeId: homeOf(stage.peter), answer: 429, times: 3 });
  aheadMs += 10_000;
  await stage.restart();
  await stage.teams.until(
    () => stage.ole.latest()?.text.includes('nu også nået frem til Peter Lund') ?? false,
  );
  for (const who of [stage.anna, stage.jens, stage.peter]) expect(alarms(who)).toHaveLength(1);
});

it('one that a process which is gone may have passed on goes out as a repeat', async () => {
  const { tables } = await testStore({ prefix: stage.tablePrefix });
  await stage.ole.types('prøve');
  const { serviceUrl } = stage.teams;
  await createAlarms(tables).record(testPlan.id, {
    intent: 'kept-by-a-dead-process',
    at: new Date(Date.now() - 10_000).toISOString(),
    by: { id: 'teams:ole', name: 'Ole Vind' },
    text: 'Mailen er nede',
    near: { id: homeOf(stage.ole), kind: 'personal', serviceUrl },
    inDoubt: true,
  });
  await stage.restart();
  await stage.teams.until(() => alarms(stage.peter).length > 0);
  expect(alarms(stage.peter).map(({ summary }) => summary)).toEqual(['Alarm fra Ole Vind (sendt igen)']);
});
