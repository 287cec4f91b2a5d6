import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage({ tickMs: 200 });
  for (const who of [stage.anna, stage.jens, stage.lise, stage.peter]) await who.installs();
});
afterEach(async () => {
  stage.teams.recovers();
  await stage.close();
});

const drift = () => stage.teams.channel('Drift');
const homeOf = (who: Person) => personalPlace(stage.teams.world, who).id;
const statusCards = () => stage.anna.sees(drift()).filter(({ text }) => text.includes('Mangler nu'));

it('a status card that somebody deleted is posted anew, once', async () => {
  await stage.anna.types('start Strømsvigt', { in: drift(), mention: true });
  await stage.settled();
  const [posted] = statusCards();
  const { messages } = stage.teams.world;
  messages.splice(
    messages.findIndex(({ id }) => id === posted?.id),
    1,
  );
  await stage.jens.types('melding Strømmen er væk i hele bygningen');
  await stage.jens.types('jeg tager rollen leder');
  await stage.teams.until(() => statusCards().length > 0);
  await stage.settled();
  await stage.jens.types('niveau 2');
  await stage.settled();
  expect(statusCards()).toHaveLength(1);
  expect(statusCards()[0]?.id).not.toBe(posted?.id);
});

it('a channel that takes no status card is told to whoever leads, once, with what to do', async () => {
  await stage.jens.types('krisekanal her', { in: drift(), mention: true });
  stage.teams.fails({
    method: 'POST',
    placeId: drift().id,
    answer: 403,
    code: 'BotNotInConversationRoster',
    times: 99,
  });
  await stage.jens.types('start Strømsvigt');
  await stage.settled();
  const told = () => stage.anna.sees().filter(({ text }) => text.includes('Statuskortet kan ikke stå i'));
  await stage.teams.until(() => told().length > 0);
  await stage.jens.types('niveau 2');
  await stage.settled();
  expect(told()).toHaveLength(1);
  expect(told()[0]?.text).toMatch(/^KRISE: .*Teams lader mig ikke skrive der.*»krisekanal her«/);
  expect(stage.jens.sees().some(({ text }) => text.includes('Mangler nu'))).toBe(true);
});

it('a card that Teams finds too large comes in words, once, and the crisis goes on', async () => {
  const lise = homeOf(stage.lise);
  stage.teams.fails({ method: 'POST', placeId: lise, answer: 413, code: 'MessageSizeTooBig' });
  await stage.jens.types('start Strømsvigt');
  const inWords = () => stage.lise.sees().filter(({ text }) => text.includes('for stort til at blive vist'));
  await stage.teams.until(() => inWords().length > 0);
  await stage.settled();
  expect(inWords()).toHaveLength(1);
  expect(inWords()[0]).toMatchObject({ alert: true, text: expect.stringMatching(/^KRISE: Strømsvigt/) });
});
