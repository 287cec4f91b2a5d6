import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Seen } from '../fake-teams/seen.ts';
import type { Place } from '../fake-teams/world.ts';
import { soon } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

describe('two people who phone', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
  });
  afterEach(() => stage.close());

  const now = (seen: Seen | undefined, by = stage.jens) =>
    by.sees(seen?.place).find(({ id }) => id === seen?.id);
  const entries = async (word: string) => {
    await stage.jens.types(`find ${word}`);
    return stage.jens.latest()?.text ?? '';
  };
  /** Waits until the card, as that person sees it, reads like this. */
  const reads = (seen: Seen | undefined, text: RegExp, by = stage.jens) =>
    stage.teams.until(() => text.test(now(seen, by)?.text ?? ''));

  it('see each other’s attempts on the cards they have open', async () => {
    await stage.jens.types('ring');
    const card = stage.jens.latest();
    expect(card?.text).toMatch(/RING NU · 3 MANGLER AT SVARE\nAnna Holm\n/);
    await stage.lise.types('ringet Anna intet svar');
    await reads(card, /Anna Holm\n[\s\S]*Lise Bro ringede kl\. \d\d\.\d\d: intet svar/);
    await stage.lise.types('ringet Peter intet svar');
    await reads(
      card,
      /\nAnna Holm\n[\s\S]*\nSenest: Lise Bro ringede til Peter Lund kl\. \d\d\.\d\d: intet svar/,
    );
    expect(stage.jens.sees().filter(({ text }) => text.includes('RING NU'))).toHaveLength(1);
  });

  it('stay on the person they are phoning, also when that person answers meanwhile', async () => {
    await stage.jens.types('ring');
    const card = stage.jens.latest();
    await stage.lise.types('ringet Anna kommer');
    await reads(
      card,
      /\nAnna Holm\n[\s\S]*✔ Anna Holm har svaret kl\. \d\d\.\d\d \(noteret af Lise Bro\) · på vej/,
    );
    expect(now(card)?.text).not.toContain('[Intet svar]');
    await stage.jens.taps(now(card), 'Næste');
    expect(now(card)?.text).toMatch(/\nPeter Lund\n/);
    await stage.peter.types('set');
    await reads(card, /\nPeter Lund\n[\s\S]*✔ Peter Lund har svaret kl\. \d\d\.\d\d \(i Teams\)/);
  });

  it('are each led on by their own tap, and what follows from it turns no card back', async () => {
    await stage.jens.types('ring');
    await stage.lise.types('ring');
    const [his, hers] = [stage.jens.latest(), stage.lise.latest()];
    expect(hers?.text).toMatch(/\nAnna Holm\n/);
    await stage.jens.taps(his, 'Intet svar');
    expect(now(his)?.text).toMatch(/\nLise Bro\n/);
    await stage.settled();
    await reads(hers, /\nAnna Holm\n[\s\S]*Jens Krogh ringede/, stage.lise);
    expect(now(his)?.text).toMatch(/\nLise Bro\n/);
    expect(stage.jens.sees().find(({ id }) => id === his?.id)?.edits).toBeGreaterThan(0);
  });

  it('make two attempts when both note the same', async () => {
    await stage.jens.types('ring');
    await stage.lise.types('ring');
    const [his, hers] = [stage.jens.latest(), stage.lise.latest()];
    await Promise.all([stage.jens.taps(his, 'Intet svar'), stage.lise.taps(hers, 'Intet svar')]);
    const told = await entries('Ringet til Anna');
    expect(told.match(/Ringet til Anna Holm: intet svar/g)).toHaveLength(2);
  });

  it('make one attempt, and turn the card once, when a tap is delivered twice', async () => {
    await stage.jens.types('ring');
    const card = stage.jens.latest();
    const tapped = await stage.jens.taps(card, 'Intet svar');
    expect(now(card)?.text).toMatch(/\nLise Bro\n/);
    await stage.jens.taps(now(card), 'Peter Lund');
    await tapped.redeliver({ newId: true });
    expect(now(card)?.text).toMatch(/\nPeter Lund\n/);
    const told = await entries('Ringet til Anna');
    expect(told.match(/Ringet til Anna Holm: intet svar/g)).toHaveLength(1);
  });

  it('leave the card where it is when a call cannot be noted', async () => {
    await stage.jens.types('ring Peter');
    const card = stage.jens.latest();
    expect(card?.text).toMatch(/\nPeter Lund\n/);
    await stage.lise.types('jeg tager rollen log');
    await stage.lise.types('jeg tager rollen personer');
    await stage.settled();
    const tapped = await stage.jens.taps(card, 'Talt med – tager rollerne');
    expect(tapped.toast ?? '').not.toBe('');
    await stage.lise.types('ringet Anna intet svar');
    await reads(card, /\nPeter Lund\n/);
  });

  it('are told when there is nobody left, and when it is over', async () => {
    await stage.jens.types('ring');
    const card = stage.jens.latest();
    for (const name of ['Anna', 'Peter', 'Lise']) await stage.jens.types(`ringet ${name} kommer`);
    await reads(card, /✔ Alle har svaret\./);
    await stage.jens.types('afblæs En planlagt prøve');
    await reads(card, /Krisen er slut kl\. \d\d\.\d\d\. I skal ikke ringe mere\./);
    expect(now(card)?.text).not.toContain('[Talt med');
  });
});

describe('call cards and the bot’s own processes', () => {
  it('are kept by whichever runs: after a restart, and by another replica', async () => {
    const stage = await setStage();
    try {
      await stage.jens.types('start Strømsvigt');
      await stage.settled();
      await stage.jens.types('ring');
      const card = stage.jens.latest();
      const text = () => stage.jens.sees().find(({ id }) => id === card?.id)?.text ?? '';
      await stage.restart();
      await stage.lise.types('ringet Anna intet svar');
      await stage.teams.until(() => text().includes('Lise Bro ringede'));
      const other = await stage.replica();
      stage.teams.talksTo(other.address);
      // A client without Action.Execute taps, and the other replica has to learn of it.
      const now = stage.jens.sees().find(({ id }) => id === card?.id);
      await stage.jens.taps(now, 'Intet svar', {}, { as: 'submit' });
      await stage.teams.until(() => /\nPeter Lund\n/.test(text()));
      await stage.peter.types('set');
      await stage.teams.until(() => /\nPeter Lund\n[\s\S]*✔ Peter Lund har svaret/.test(text()));
      expect(stage.jens.sees().filter(({ text: one }) => one.includes('MANGLER AT SVARE'))).toHaveLength(1);
    } finally {
      await stage.close();
    }
  });
});

describe('what came of a call, typed', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
  });
  afterAll(() => stage.close());
  const told = async (text: string) => {
    await stage.jens.types(text);
    return stage.jens.latest()?.text ?? '';
  };

  it('keeps when someone is expected', async () => {
    const time = soon(40);
    expect(await told(`ringet Peter kommer kl. ${time.typed}`)).toMatch(
      new RegExp(`Ringet til Peter Lund: talt med, kommer, ventes ${time.told}`, 'u'),
    );
    expect(await told('ringet Peter på vej, er der om 20 min')).toMatch(
      /kommer, ventes (\d+\. \p{L}+ \d{4} )?kl\. \d\d\.\d\d/u,
    );
  });

  it('says so when a time is not understood, and keeps the rest', async () => {
    expect(await told('ringet Anna kommer når bilen starter')).toMatch(
      /Ringet til Anna Holm: talt med, kommer\. Nr\. \d+\. Tidspunktet forstod jeg ikke/,
    );
  });

  it('never takes »kommer ikke« for »kommer«', async () => {
    expect(await told('ringet Peter kommer ikke')).toContain('Ringet til Peter Lund: talt med, kommer ikke');
    expect(await told('ring Peter')).toMatch(/✔ Peter Lund har svaret .*forhindret/);
  });

  it('counts an answer by SMS, and says that it came so', async () => {
    expect(await told('sms fra Lise Bro tager rollen intern')).toContain(
      'Sms fra Lise Bro: tager rollen Kommunikation, intern (noteret af Jens Krogh)',
    );
    expect(await told('ring Lise')).toMatch(
      /✔ Lise Bro har svaret kl\. \d\d\.\d\d \(sms, noteret af Jens Krogh\)/,
    );
    expect(await told('sms fra Lise intet svar')).toContain('»sms fra Lise Bro kommer«');
  });

  it('offers words after »ring« that are nobody’s name to be kept', async () => {
    expect(await told('ring til elværket')).toContain('til elværket');
  });
});

describe('a call card in a channel', () => {
  let stage: Stage;
  let channel: Place;
  beforeEach(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    await stage.jens.types('start Strømsvigt', { in: channel, mention: true });
    await stage.settled();
  });
  afterEach(() => stage.close());

  it('shows everyone the same, and is kept up to date', async () => {
    await stage.jens.types('ring', { in: channel, mention: true });
    const card = stage.jens.latest(channel);
    const seenBy = (person: Stage['jens']) =>
      person.sees(channel).find(({ id }) => id === card?.id)?.text ?? '';
    await stage.lise.taps(
      stage.lise.sees(channel).find(({ id }) => id === card?.id),
      'Intet svar',
    );
    await stage.teams.until(() => seenBy(stage.jens).includes('Senest: Lise Bro ringede til Anna Holm'));
    expect(seenBy(stage.jens)).toEqual(seenBy(stage.lise));
  });

  it('asked for privately stays private, and is kept up to date too', async () => {
    await stage.jens.types('ring', { in: channel, targeted: true });
    const card = stage.jens.latest(channel);
    expect(stage.lise.sees(channel).some(({ id }) => id === card?.id)).toBe(false);
    await stage.lise.types('ringet Anna intet svar');
    const text = () => stage.jens.sees(channel).find(({ id }) => id === card?.id)?.text ?? '';
    await stage.teams.until(() => text().includes('Lise Bro ringede'));
    await stage.jens.taps(
      stage.jens.sees(channel).find(({ id }) => id === card?.id),
      'Intet svar',
    );
    await stage.teams.until(() => /\nPeter Lund\n/.test(text()));
    expect(stage.lise.sees(channel).some(({ id }) => id === card?.id)).toBe(false);
  });
});
