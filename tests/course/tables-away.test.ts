import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import type { Person } from '../fake-teams/person.ts';
import { startGateway, type TestGateway } from '../sms/gateway.ts';
import { type Stage, setStage } from './stage.ts';

const peters = '+4596110002';
const numbers = ['+4596110001', peters, '+4596110003', '+4596110004'];

/** Tables on this machine answer in a few ms. */
const daybookTimes = { patience: 400, proof: 300, longest: 1500, every: 40, beat: 40, silentFor: 2000 };

let proxy: FaultyLine;
let gateway: TestGateway;
let stage: Stage;
let folder: string;

beforeAll(async () => {
  [proxy, folder, gateway] = await Promise.all([
    startProxy(inject('azurite')),
    mkdtemp(join(tmpdir(), 'krise-away-')),
    startGateway(),
  ]);
  const { connectionString } = proxy;
  stage = await setStage({
    connectionString,
    daybookDirectory: folder,
    daybookTimes,
    sms: gateway.settings,
  });
  for (const person of [stage.anna, stage.jens, stage.lise, stage.peter]) await person.types('hjælp');
});
afterAll(async () => {
  await mend();
  await stage.close();
  await proxy.close();
  await gateway.close();
  await rm(folder, { recursive: true, force: true });
});

const cut = () => proxy.leave();
const mend = async () => {
  if (!proxy.isListening()) await proxy.comeBack();
};
const said = (person: Person, words: string) => person.sees().filter(({ text }) => text.includes(words));
/** Resolves when the bot has said that to the person. */
const hears = (person: Person, words: string) => stage.teams.until(() => said(person, words).length > 0);

describe('while the tables are away and no crisis runs', () => {
  it('the plan is there, an alarm is passed on, guests stay out, and what must be stored is refused', async () => {
    await cut();
    await stage.jens.types('kontakter');
    expect(stage.jens.latest()?.text).toMatch(
      /^Loggen svarer ikke\. Det her er, hvad jeg ved uden den\.\nKONTAKTER/,
    );
    await stage.jens.types('hjælp');
    expect(stage.jens.latest()?.text).toContain('HJÆLP');
    await stage.guest.types('kontakter');
    expect(stage.guest.latest()?.text).toContain('Gæster kan ikke bruge Krisebot');
    await stage.jens.types('mine oplysninger forkert: Nummeret er et gammelt');
    expect(stage.jens.latest()?.text).toMatch(/Intet er gemt\.[\s\S]*Nummeret er et gammelt$/);
    const alarmed = await stage.ole.types('alarm Røg i kælderen');
    expect(stage.ole.latest()?.text).toContain(
      'Alarmen er sendt til Anna Holm, Jens Krogh, Lise Bro og Peter Lund. Loggen svarer ikke; alarmen er gemt her',
    );
    await alarmed.redeliver();
    expect(said(stage.anna, 'Røg i kælderen')).toHaveLength(1);
  });

  it('a start calls everybody out at once, names who lacks it, and follows in the log with what led to it', async () => {
    stage.peter.blocks();
    gateway.answersTo(peters, 400);
    const started = await stage.jens.types('start Strømsvigt');
    expect(stage.jens.latest()?.text).toMatch(
      /^Krisen er startet kl\. \d\d\.\d\d: »Strømsvigt«\. Loggen svarer ikke[\s\S]*Sendt i Teams og på sms til Anna Holm og Lise Bro\.[\s\S]*Teams vækker ingen om natten: ring også[\s\S]*\n\nRing til: Peter Lund \(96 11 00 02\)\.$/,
    );
    expect(gateway.messages.map(({ to }) => to).toSorted()).toEqual(numbers);
    expect(gateway.messages.find(({ to }) => to === peters)?.text).toMatch(
      /^KRISE: Strømsvigt\. Startet kl\. \d\d\.\d\d\. .*Mødelokale 3.*Svar i Teams eller ring 96110000/,
    );
    await started.redeliver();
    await stage.jens.types('sms');
    expect(stage.jens.latest()?.text).toMatch(
      /SMS · 3 AF 4 SENDT[\s\S]*Peter Lund[^✔]*✖ kunne ikke sendes – ring/,
    );
    await stage.jens.types('sms send');
    expect(stage.jens.latest()?.text).toMatch(
      /En ny kan jeg først sende, når loggen svarer\.[\s\S]*\+4596110001, /,
    );
    const calls = said(stage.anna, 'Rollekortet kommer, når den svarer');
    expect(calls).toMatchObject([{ summary: 'KRISE: Strømsvigt', alert: true }]);
    stage.peter.unblocks();
    gateway.answersTo(peters, undefined);
    await stage.lise.types('melding Mail er nede');
    expect(stage.lise.latest()?.text).toContain('ikke i den fælles log endnu: »Mail er nede«');
    expect(said(stage.lise, '»mit« viser dine roller imens')).toHaveLength(1);
    await stage.lise.types('mit');
    const early = stage.lise.card();
    expect(early?.text).toContain('Kan du tage rollen?');
    const onTheWay = await stage.lise.taps(early, 'På vej');
    expect(onTheWay.toast).toContain('ikke i den fælles log endnu: »Du er på vej«');
    await stage.lise.types('alarm Vand på gulvet');
    expect(stage.lise.latest()?.text).toMatch(/Sendt i Teams til .*ring også 96 11 00 00/);
    expect(said(stage.anna, 'Den samme alarm kommer igen')).toHaveLength(1);
    expect(
      said(stage.anna, 'KRISE: Lise Bro melder alarm').length + said(stage.anna, 'Vand på gulvet').length,
    ).toBeGreaterThan(0);
    await mend();
    await hears(stage.lise, 'Loggen svarer igen.');
    await hears(stage.anna, 'Kan du tage');
    await gateway.hasTaken(5);
    await stage.settled();
    // The log sends it to whoever lacks it, and to nobody else.
    expect(gateway.messages.map(({ to }) => to).toSorted()).toEqual([...numbers, peters].toSorted());
    expect(new Set(gateway.messages.map(({ id }) => id)).size).toBe(4);
    await stage.jens.types('sms');
    expect(stage.jens.latest()?.text).toContain('SMS · 4 AF 4 SENDT');
    await stage.jens.types('vis log');
    const log = stage.jens.latest()?.text ?? '';
    expect(log).toContain('Sms sendt til 3 personer, mens loggen ikke svarede.');
    expect(log).toContain('Mail er nede');
    expect(log.match(/Røg i kælderen/g)).toHaveLength(1);
    expect(log).toContain('Lise Bro er på vej');
    expect(said(stage.anna, 'Rollekortet kommer')).toHaveLength(1);
    const ownLog = stage.journal.filter((line) => /sms|callOut/.test(line));
    expect(ownLog.length).toBeGreaterThan(1);
    expect(stage.journal.join('\n')).not.toMatch(/\+?(45)?961100|Peter Lund|Strømsvigt|Mødelokale/);
    // The card from then still works, on the crisis it became.
    await stage.lise.taps(early, 'Fremme');
    await stage.jens.types('vis log');
    expect(stage.jens.latest()?.text).toContain('Lise Bro er fremme');
  });
});

describe('while the tables are away and a crisis runs', () => {
  it('a note is kept, what is shown says of when it is, and its author is told its number afterwards', async () => {
    await cut();
    await stage.lise.types('melding Telefonerne er nede');
    expect(stage.lise.latest()?.text).toMatch(
      /^Loggen svarer ikke\. Gemt her kl\. \d\d\.\d\d, ikke i den fælles log endnu: »Telefonerne er nede«\./,
    );
    await stage.jens.types('status');
    expect(stage.jens.latest()?.text).toMatch(/^Loggen svarer ikke\. Det her er fra kl\. \d\d\.\d\d; andres/);
    expect(stage.jens.latest()?.text).toContain(
      'Noget er kun gemt her og gælder først, når det står i loggen.',
    );
    await stage.lise.types('opdater ramt: mail');
    expect(stage.lise.latest()?.text).toContain('»Hvad er ramt: mail«');
    await stage.jens.types('sms');
    expect(stage.jens.latest()?.text).toMatch(
      /SMS · STATUS UKENDT[\s\S]*KRISE: Strømsvigt\.[\s\S]*\+4596110001, \+4596110003/,
    );
    await stage.jens.types('sms send');
    expect(stage.jens.latest()?.text).toContain('SMS · STATUS UKENDT');
    await stage.lise.types('kan ikke bruges');
    expect(stage.lise.latest()?.text).toContain('Rådhuspladsen 1 kan ikke bruges«');
    await stage.lise.types('jeg tager rollen intern');
    expect(stage.lise.latest()?.text).toContain('når det står i loggen: aftal det på telefon imens.');
    await stage.lise.types('opgave Ring til elværket');
    await stage.jens.types('klaret');
    expect(stage.jens.latest()?.text).toContain('Ikke i loggen endnu: Ring til elværket');
    const before = said(stage.lise, 'Loggen svarer igen.').length;
    await mend();
    await stage.teams.until(() => said(stage.lise, 'Loggen svarer igen.').length > before);
    const told = said(stage.lise, 'Loggen svarer igen.').at(-1)?.text ?? '';
    const number = /står nu som nr\. (\d+)/.exec(told)?.[1];
    await stage.jens.types(`vis log ${number}`);
    expect(stage.jens.latest()?.text).toContain('Telefonerne er nede');
    await stage.settled();
    const failures = stage.journal.filter((line) => /StoreFault|StoreAway/.test(line));
    expect(failures.length).toBeLessThan(15);
  });

  it('the crisis is ended also where a task that somebody owns is only kept', async () => {
    await stage.anna.types('jeg tager rollen leder');
    await cut();
    await stage.lise.types('opgave Sluk for pumpen @Jens Krogh');
    expect(stage.lise.latest()?.text).toContain('Sluk for pumpen – ansvarlig: Jens Krogh');
    await stage.anna.types('slut');
    expect(stage.anna.latest()?.text).toContain('Ikke i loggen endnu: Sluk for pumpen');
    const ended = await stage.anna.taps(stage.anna.card(), 'Afslut krisen');
    expect(ended.toast).toContain('endnu: »Krisen er slut«. Det gælder først');
    await stage.lise.types('melding Pumpen er tør');
    expect(stage.lise.latest()?.text.match(/Loggen svarer ikke/g)).toHaveLength(1);
    await mend();
    await hears(stage.anna, 'Krisen er slut.');
  });
});
