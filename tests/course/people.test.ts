import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../fake-teams/world.ts';
import { soon } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

describe('who is who', () => {
  let stage: Stage;
  let channel: Place;
  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    await stage.jens.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('gives a role to someone mentioned who has never written, as the contact they are', async () => {
    await stage.jens.types('jeg tager rollen leder', { in: channel, mention: true });
    await stage.jens.types(`rolle log @${stage.lise.name}`, { in: channel, mention: true });
    await stage.settled();
    expect(stage.jens.latest(channel)?.text).toContain('Lise Bro har fået rollen Situationsbillede');
    expect(stage.lise.latest()?.text).toContain('[Jeg tager rollen]');
  });

  it('ties a colleague to a contact by kobl, in the log, and lets them act from then on', async () => {
    await stage.jens.types(`kobl @${stage.ole.name} mette`, { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('koblet til Mette');
    await stage.jens.types('find koblet', { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('er koblet til en Teams-konto af Jens Krogh');
  });

  it('never ties a guest, nor the crisis leader’s contact on another’s word', async () => {
    await stage.jens.types(`kobl @${stage.guest.name} peter`, { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('Gæster kan ikke bruge Krisebot');
    await stage.lise.types(`kobl @${stage.ole.name} Anna Holm`, { in: channel, mention: true });
    expect(stage.lise.latest(channel)?.text).toMatch(/allerede koblet|kan koble denne kontakt/);
  });

  it('turns away someone outside the crisis organisation from kobl', async () => {
    await stage.ole.types(`kobl @${stage.guest.name} peter`, { in: channel, mention: true });
    expect(stage.ole.latest(channel)?.text).toContain('Kun kriseorganisationen');
  });

  it('notes what a phone call achieved, by tap and by word', async () => {
    await stage.jens.types('ring', { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('Anna Holm');
    await stage.jens.types('ringet Anna intet svar', { in: channel, mention: true });
    await stage.jens.types('ringet Peter Lund kommer', { in: channel, mention: true });
    await stage.jens.types('ring', { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).not.toContain('☎ Peter Lund');
    await stage.jens.taps(stage.jens.latest(channel), 'Talt med – kommer');
    await stage.jens.types('find talt med', { in: channel, mention: true });
    expect(stage.jens.latest(channel)?.text).toContain('Ringet til Lise Bro: talt med, kommer');
  });

  it('keeps when someone on the way is expected', async () => {
    const time = soon(40);
    await stage.lise.types(`på vej kl. ${time.typed}`);
    expect(stage.lise.latest()?.text).toContain('ventes');
    await stage.jens.types('ringet Lise intet svar');
    expect(stage.jens.latest()?.text).toMatch(
      new RegExp(`Lise Bro er meldt på vej, ventes ${time.told}`, 'u'),
    );
    await stage.lise.types('på vej engang i morgen måske');
    expect(stage.lise.latest()?.text).toContain('Jeg forstod ikke tidspunktet');
  });

  it('gives back the role that is held, also while another is asked about', async () => {
    await stage.jens.types('kan ikke beholde rollen');
    expect(stage.jens.latest()?.text).toMatch(/KAN DU IKKE VÆRE KRISELEDER\?\nKriseleder\n/);
  });

  it('shows one’s own tasks on a card of their own, by tap and by word', async () => {
    await stage.jens.types('mit');
    await stage.jens.taps(stage.jens.latest(), 'Opgaver');
    const tasks = /KRISEPLAN · OPGAVER\nKriseleder\n/;
    await stage.teams.until(() => stage.jens.sees().some(({ text }) => tasks.test(text)));
    expect(stage.jens.sees().some(({ text }) => text.includes('Din rolle'))).toBe(true);
    await stage.lise.types('opgaver');
    expect(stage.lise.latest()?.text).toContain('KRISEPLAN · OPGAVER');
  });

  it('takes a cry for help with more words for what it is', async () => {
    await stage.jens.types('hjælp om roller');
    expect(stage.jens.latest()?.text).toContain('HJÆLP · ROLLER');
    await stage.jens.types('hjælp der er røg');
    expect(stage.jens.latest()?.text).toMatch(/Er der sket noget\?[\s\S]*ring 112[\s\S]*96 11 00 00/);
  });
});

describe('the local trial', () => {
  it('lets the one person at the screen act as anyone in the plan, and every answer says who acts', async () => {
    const stage = await setStage({ signed: false });
    try {
      await stage.anna.types('/krise start Strømsvigt');
      await stage.settled();
      await stage.anna.types('/krise som jens');
      expect(stage.anna.latest()?.text).toContain('du handler som Jens Krogh');
      await stage.anna.taps(stage.anna.latest(), 'Jeg tager rollen');
      await stage.anna.types('roller');
      expect(stage.anna.latest()?.text).toMatch(/handler som Jens Krogh[\s\S]*Jens Krogh +96 11 00 03/);
    } finally {
      await stage.close();
    }
  });

  it('has no such command in production', async () => {
    const stage = await setStage();
    try {
      await stage.anna.types('som jens');
      expect(stage.anna.latest()?.text).toContain('Jeg forstod ikke');
    } finally {
      await stage.close();
    }
  });
});
