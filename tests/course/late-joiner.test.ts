import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import type { Place } from '../fake-teams/world.ts';
import { type PassingTime, setPassingTime } from './passing-time.ts';
import type { Stage } from './stage.ts';

describe('someone who comes late', () => {
  let time: PassingTime;
  let stage: Stage;
  let channel: Place;
  beforeEach(async () => {
    time = await setPassingTime();
    ({ stage } = time);
    channel = stage.teams.channel('Drift');
  });
  afterEach(() => time.close());

  const briefs = (person: Person) => person.sees().filter(({ text }) => text.includes('KORT FORTALT'));

  it('is told what has happened when they open the chat without having been reached, and once', async () => {
    stage.lise.blocks();
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.anna.types('melding Telefonerne er nede', { in: channel, mention: true });
    await stage.settled();
    await time.minutesPass(15);
    stage.lise.unblocks();
    await stage.lise.installs();
    await stage.settled();
    expect(briefs(stage.lise)).toHaveLength(1);
    expect(briefs(stage.lise)[0]?.text).toMatch(
      /Kan du tage rollen\?[\s\S]*Telefonerne er nede[\s\S]*Anna Holm/,
    );
    await stage.lise.types('set');
    await stage.settled();
    expect(briefs(stage.lise)).toHaveLength(1);
  });

  it('is told in 1:1 when their first word comes in the channel, and whoever was there in time is not', async () => {
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.jens.types('set', { in: channel, mention: true });
    await stage.settled();
    await time.minutesPass(15);
    await stage.peter.types('melding Jeg er vågen nu', { in: channel, mention: true });
    await stage.jens.types('melding Jeg er her stadig', { in: channel, mention: true });
    await stage.settled();
    expect(briefs(stage.peter)).toHaveLength(1);
    expect(briefs(stage.jens)).toHaveLength(0);
    expect(stage.peter.sees(channel).some(({ text }) => text.includes('KORT FORTALT'))).toBe(false);
  });

  it('gets their own card as ever when they open the chat in time', async () => {
    stage.lise.blocks();
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
    stage.lise.unblocks();
    await stage.lise.installs();
    await stage.settled();
    expect(briefs(stage.lise)).toHaveLength(0);
    expect(stage.lise.latest()?.text).toContain('[Jeg tager rollen]');
  });

  it('from outside the plan’s crisis organisation is told when a role is given to them', async () => {
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.anna.types(`rolle ekstern @${stage.mette.name}`, { in: channel, mention: true });
    await stage.settled();
    expect(briefs(stage.mette)).toHaveLength(1);
    const [brief] = briefs(stage.mette);
    expect(brief?.text).toMatch(/Du har fået rollen\. Tager du den\?\nKommunikation, ekstern/);
    await stage.mette.taps(brief, 'Jeg tager rollen');
    await stage.settled();
    expect(briefs(stage.mette)[0]?.text).toMatch(/Din rolle +Kommunikation, ekstern/);
    expect(briefs(stage.mette)).toHaveLength(1);
  });

  it('gets the same by word at any time', async () => {
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.jens.types('Hvad er der sket?');
    expect(stage.jens.latest()?.text).toMatch(/KORT FORTALT · NIVEAU 1\nStrømsvigt\nStartet kl\./);
    await stage.mette.types('overblik');
    expect(stage.mette.latest()?.text).toContain('KORT FORTALT');
    expect(stage.mette.latest()?.text).not.toMatch(/\[På vej\]|\[Jeg tager rollen\]/);
  });
});
