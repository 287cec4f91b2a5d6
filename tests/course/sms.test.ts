import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../sms/gateway.ts';
import { type Stage, setStage } from './stage.ts';

const numbers = ['+4596110001', '+4596110002', '+4596110003', '+4596110004'];

describe('SMS through a gateway', () => {
  let gateway: TestGateway;
  let stage: Stage;
  beforeEach(async () => {
    gateway = await startGateway();
    stage = await setStage({ sms: gateway.settings });
    for (const who of [stage.anna, stage.jens, stage.lise, stage.peter]) await who.installs();
  });
  afterEach(async () => {
    await stage.close();
    await gateway.close();
  });
  const numbersOf = (entry: number) =>
    gateway.messages
      .filter(({ id }) => id.includes(`-${entry}-sms-`))
      .map(({ to }) => to)
      .toSorted();

  it('go at the start to everyone in the crisis organisation, once, with their own role', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    expect(numbersOf(1)).toEqual(numbers);
    const toPeter = gateway.messages.find(({ to }) => to === '+4596110002');
    expect(toPeter?.text).toMatch(/^KRISE: Strømsvigt\. .*Mødelokale 3.*log.*96110000/);
    expect(toPeter?.id).toMatch(/^K-[0-9a-f]{16}-1-sms-peter$/);
    await stage.jens.types('melding Mere nyt');
    await stage.settled();
    expect(gateway.messages).toHaveLength(4);
  });

  it('are not sent again by a restart, nor by another replica', async () => {
    await stage.jens.types('start Strømsvigt');
    const other = await stage.replica();
    await stage.restart();
    await other.tick();
    await other.idle();
    await stage.settled();
    await gateway.hasTaken(4);
    await stage.restart();
    await stage.settled();
    expect(numbersOf(1)).toEqual(numbers);
    expect(gateway.messages).toHaveLength(4);
  });

  it('tell everyone of a decided place, and of a decided one that was given up', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('vi mødes her');
    await stage.settled();
    expect(numbersOf(2)).toEqual(numbers);
    await stage.anna.types('kan ikke bruges Ingen strøm');
    await stage.settled();
    expect(numbersOf(3)).toEqual(numbers);
    expect(gateway.messages.at(-1)?.text).toContain('Kriseleders kontor');
  });

  it('in doubt are tried once more at the start, with the same id, and no other time', async () => {
    gateway.answers('drop', 'drop', 'drop', 'drop');
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    const ids = gateway.messages.map(({ id }) => id);
    expect(ids).toHaveLength(8);
    expect(new Set(ids).size).toBe(4);
    gateway.answers('drop');
    await stage.anna.types('vi mødes her');
    await stage.settled();
    expect(gateway.messages).toHaveLength(12);
    await stage.anna.types('find sms til');
    expect(stage.anna.latest()?.text).toMatch(/Sms til [\w ]+ er ikke sendt: det vides ikke/);
  });

  it('wait where the gateway asks for it, and hold up nothing else', async () => {
    gateway.answers({ status: 429, retryAfter: '0' });
    await stage.anna.types('start Strømsvigt');
    await gateway.hasTaken(5);
    await stage.settled();
    expect(new Set(gateway.messages.map(({ to }) => to)).size).toBe(4);
    expect(gateway.messages).toHaveLength(5);
  });

  it('that the gateway refuses are one entry, and no number or text reaches the journal', async () => {
    gateway.answers(400, 400, 400, 400);
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('find sms til');
    expect(stage.anna.latest()?.text.match(/Sms til Peter Lund er ikke sendt/g)).toHaveLength(1);
    expect(stage.journal.some((line) => line.startsWith('sms.notSent'))).toBe(true);
    expect(stage.journal.join('\n')).not.toMatch(/961100|96 11 00|Strømsvigt/);
  });

  it('go in an exercise to nobody but those the plan lists for it', async () => {
    await stage.anna.types('øvelse Nedbrud på telefoni');
    await stage.settled();
    await stage.anna.types('vi mødes her');
    await stage.settled();
    expect(gateway.messages.map(({ to }) => to)).toEqual(['+4596110002', '+4596110002']);
    for (const { text, id } of gateway.messages) {
      expect(text).toMatch(/^ØVELSE: /);
      expect(id).toMatch(/^OE-/);
    }
  });

  it('are sent to everyone on demand, by word and by button, and the card says how each stands', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('sms');
    expect(stage.anna.latest()?.text).toMatch(/SMS · 4 AF 4 SENDT[\s\S]*Peter Lund +96 11 00 02\s+✔ sendt/);
    await stage.anna.taps(stage.anna.latest(), 'Send sms til alle');
    await stage.settled();
    expect(gateway.messages).toHaveLength(8);
    gateway.answers(400);
    await stage.jens.types('sms send');
    await stage.settled();
    expect(gateway.messages).toHaveLength(12);
    await stage.jens.types('sms');
    expect(stage.jens.latest()?.text).toMatch(/SMS · 3 AF 4 SENDT[\s\S]*kunne ikke sendes – ring/);
  });

  it('that did not get there are told to whoever phones', async () => {
    gateway.answers(400, 400, 400, 400);
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('ring');
    expect(stage.anna.latest()?.text).toContain('sms kom ikke frem');
  });

  it('are nobody’s to send who stands outside the crisis organisation', async () => {
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.ole.types('sms send');
    await stage.settled();
    expect(gateway.messages).toHaveLength(4);
    expect(stage.ole.latest()?.text).not.toContain('SMS ·');
  });
});

describe('SMS without a gateway', () => {
  it('is a text and numbers to copy; nothing is sent, and nothing waits', async () => {
    const stage = await setStage();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('sms send');
    const card = JSON.stringify(stage.anna.latest()?.card);
    expect(stage.anna.latest()?.text).toContain('SMS · SEND DEN SELV');
    expect(card).toContain('+4596110001, +4596110003, +4596110004, +4596110002');
    expect(card).toMatch(/"value":"KRISE: Strømsvigt\. /);
    await stage.anna.types('find sms');
    expect(stage.anna.latest()?.text).not.toContain('bedt om en sms');
    await stage.close();
  });

  it('has words to read aloud, to anyone and to one person', async () => {
    const stage = await setStage();
    await stage.anna.types('start Strømsvigt');
    // The cards that follow the start would else come between a question and its answer.
    await stage.settled();
    await stage.anna.types('til telefon');
    expect(stage.anna.latest()?.text).toMatch(/^KRISE i Digital Drift: Strømsvigt\. Startet kl\. /);
    await stage.anna.types('læs op Jens');
    expect(stage.anna.latest()?.text).toContain('Du er spurgt om: Proces/teknik');
    await stage.anna.types('til telefon Bodil');
    expect(stage.anna.latest()?.text).toContain('Jeg kender ikke »Bodil«');
    await stage.close();
  });
});
