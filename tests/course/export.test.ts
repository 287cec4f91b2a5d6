import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJson } from '../fake-teams/cards.ts';
import { linksOn, offersTo, storedFor } from '../fake-teams/files.ts';
import type { Person } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

/** Waits until what follows from an accepted file has been said. */
async function answered(stage: Stage, person: Person, text: string): Promise<void> {
  await stage.teams.until(() => person.sees().some((seen) => seen.text.includes(text)));
}

describe('taking the record out in Teams', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.settled();
    await stage.anna.types('melding Telefonerne er nede');
  });
  afterAll(() => stage.close());

  it('shows the record with its number and hash, and a button for each kind of file', async () => {
    await stage.anna.types('eksport');
    const text = stage.anna.latest()?.text ?? '';
    expect(text).toContain('LOGGEN SOM FIL');
    expect(text).toMatch(/Seneste\n?.*nr\. \d+ · [0-9a-f]{4} [0-9a-f]{4}/);
    for (const title of ['PDF', 'CSV (Excel)', 'JSON (med kæde)', 'Alle'])
      expect(text).toContain(`[${title}]`);
  });

  it('offers the file in 1:1, notes the export before, and puts the file into OneDrive on a yes', async () => {
    await stage.anna.taps(stage.anna.card(), 'PDF');
    const [offer] = offersTo(stage.anna);
    expect(offer?.file).toMatchObject({
      name: expect.stringMatching(/^krise-K-\d{4}-\d\d-nr-\d{4}-.*\.pdf$/),
    });
    expect(offer?.file?.content.acceptContext).toEqual({
      krise: expect.stringMatching(/^K-/),
      nr: expect.stringMatching(/^\d+$/),
      format: 'pdf',
    });
    await stage.anna.types('find eksporteret');
    expect(stage.anna.latest()?.text).toContain('Loggen er eksporteret til og med nr.');
    const { status } = await stage.anna.answersFile(offer, 'accept');
    expect(status).toBe(200);
    await answered(stage, stage.anna, 'ligger i dit OneDrive');
    await stage.teams.until(() => storedFor(stage.anna).length > 0);
    const [upload] = stage.teams.oneDrive.uploads;
    expect(upload?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(upload?.range).toBe(`bytes 0-${(upload?.bytes.length ?? 0) - 1}/${upload?.bytes.length}`);
    expect(upload?.authorization).toBe('');
    expect(upload?.bytes.length).toBe(offer?.file?.content.sizeInBytes);
    expect(storedFor(stage.anna)[0]?.file).toMatchObject({
      name: offer?.file?.name,
      content: { fileType: 'pdf' },
    });
    // The card that offered it is over.
    expect(offersTo(stage.anna)).toHaveLength(0);
  });

  it('makes one upload and one answer of an answer that Teams delivers again', async () => {
    await stage.anna.types('eksport csv');
    const [offer] = offersTo(stage.anna);
    const first = await stage.anna.answersFile(offer, 'accept');
    await Promise.all([first.redeliver(), first.redeliver({ newId: true })]);
    await stage.teams.until(() => storedFor(stage.anna).length > 1);
    expect((await first.redeliver()).status).toBe(200);
    await stage.settled();
    expect(stage.teams.oneDrive.uploads).toHaveLength(2);
    expect(storedFor(stage.anna)).toHaveLength(2);
    expect(stage.teams.oneDrive.uploads[1]?.bytes.toString('utf8')).toContain('Telefonerne er nede');
  });

  it('says so kindly where the person says no, and how to get it later', async () => {
    await stage.anna.types('eksport json');
    const [offer] = offersTo(stage.anna);
    await stage.anna.answersFile(offer, 'decline');
    await answered(stage, stage.anna, 'Filen er ikke lagt i dit OneDrive');
    expect(stage.anna.sees().find(({ id }) => id === offer?.id)?.text).toContain('skriv »eksport json«');
    expect(stage.teams.oneDrive.uploads).toHaveLength(2);
  });

  it('lets a person say yes again where OneDrive failed', async () => {
    await stage.anna.types('eksport csv');
    const [offer] = offersTo(stage.anna);
    stage.teams.oneDrive.answers(503, 302);
    for (const times of [1, 2]) {
      await stage.anna.answersFile(offer, 'accept');
      await stage.teams.until(
        () => stage.anna.sees().filter(({ text }) => text.includes('kunne ikke lægges')).length === times,
      );
    }
    await stage.anna.answersFile(offer, 'accept');
    await stage.teams.until(() => storedFor(stage.anna).length === 3);
  });

  it('sends a log nowhere but where OneDrive takes files', async () => {
    await stage.anna.types('eksport csv');
    const [offer] = offersTo(stage.anna);
    const before = stage.teams.oneDrive.uploads.length;
    const elsewhere = stage.teams.serviceUrl;
    const fails = () => stage.anna.sees().filter(({ text }) => text.includes('kunne ikke lægges')).length;
    const failed = fails();
    await stage.anna.answersFile(offer, 'accept', { uploadUrl: `${elsewhere}upload` });
    await stage.teams.until(() => fails() > failed);
    expect(stage.teams.oneDrive.uploads).toHaveLength(before);
    expect(stage.teams.calls.filter(({ path }) => path.includes('upload'))).toEqual([]);
  });

  it('makes no file the log tells nothing of, nor one somebody else took out', async () => {
    const [offer] = offersTo(stage.anna);
    const own = offer?.file?.content.acceptContext;
    const stray = [
      { ...(isJson(own) ? own : {}), nr: '2' },
      { ...(isJson(own) ? own : {}), format: 'jsonl' },
      { ...(isJson(own) ? own : {}), krise: 'K-2019-01' },
      { krise: '../../x', nr: '-1', format: 'exe' },
      {},
    ];
    const before = stage.teams.oneDrive.uploads.length;
    for (const context of stray) {
      await stage.anna.types('eksport csv');
      const again = offersTo(stage.anna).at(-1);
      await stage.anna.answersFile(again, 'accept', { context });
      await stage.teams.until(
        () =>
          stage.anna
            .sees()
            .find(({ id }) => id === again?.id)
            ?.text.includes('kan jeg ikke lave') ?? false,
      );
    }
    await stage.jens.types('eksport csv');
    const his = offersTo(stage.jens).at(-1);
    await stage.jens.answersFile(his, 'accept', { context: isJson(own) ? own : {} });
    await answered(stage, stage.jens, 'kan jeg ikke lave');
    expect(stage.teams.oneDrive.uploads).toHaveLength(before);
  });

  it('offers a file asked for in a channel in the asker’s 1:1, and shows the channel nothing of it', async () => {
    const channel = stage.teams.channel('Drift');
    const before = offersTo(stage.lise).length;
    await stage.lise.types('eksport csv', { in: channel, mention: true });
    expect(offersTo(stage.lise)).toHaveLength(before + 1);
    expect(stage.lise.latest(channel)?.text).toContain('i din chat med Krisebot');
    expect(stage.lise.sees(channel).filter(({ file }) => file)).toEqual([]);
  });

  it('notes a tap once, however late it comes again; the card it turns into is another tap', async () => {
    await stage.lise.types('eksport');
    const card = stage.lise.card();
    const exports = async () => {
      await stage.anna.types('find eksporteret');
      return Number(stage.anna.latest()?.text.match(/(\d+) post/)?.[1] ?? Number.NaN);
    };
    const before = await exports();
    const tap = await stage.lise.taps(card, 'CSV (Excel)');
    const shown = () => stage.lise.sees().find(({ id }) => id === card?.id);
    expect(shown()?.text).toMatch(/Sig ja på kortet her i chatten[\s\S]*Gemt som nr\. \d+\.\n/);
    await stage.anna.types('melding Nødstrøm kører');
    await tap.redeliver({ newId: true });
    expect(await exports()).toBe(before + 1);
    expect(shown()?.text).toContain('Der er skrevet mere siden. Tryk igen for at få det med.');
    await stage.lise.taps(shown(), 'CSV (Excel)');
    expect(await exports()).toBe(before + 2);
    expect(shown()?.text).not.toContain('mere siden');
  });

  it('notes a message that Teams delivers again once, whatever was written since', async () => {
    const exports = async () => {
      await stage.anna.types('find eksporteret');
      return Number(stage.anna.latest()?.text.match(/(\d+) post/)?.[1] ?? Number.NaN);
    };
    const before = await exports();
    const typed = await stage.lise.types('eksport csv');
    await stage.anna.types('melding Vandet er væk');
    await typed.redeliver();
    expect(await exports()).toBe(before + 1);
  });

  it('gives the record to nobody who may not have it, and keeps what was typed', async () => {
    await stage.mette.types('eksport csv');
    expect(stage.mette.latest()?.text).toContain('Kun kriseorganisationen kan det');
    await stage.ole.types('eksport');
    expect(stage.ole.latest()?.text).toContain('Kun kriseorganisationen kan det');
    await stage.anna.types('eksport af varer er stoppet ved grænsen');
    expect(stage.anna.latest()?.text).toContain('af varer er stoppet ved grænsen');
  });

  it('says that a link needs an address, where Teams takes no files and there is none', async () => {
    const personal = stage.anna.latest()?.place.id ?? '';
    stage.teams.fails({ method: 'POST', placeId: personal, answer: 400 });
    await stage.anna.types('eksport csv');
    expect(stage.anna.latest()?.text).toContain('PUBLIC_URL mangler');
  });

  it('works after a restart and on another replica: nothing is kept but ids', async () => {
    await stage.anna.types('eksport csv');
    const offer = offersTo(stage.anna).at(-1);
    const another = await stage.replica();
    stage.teams.talksTo(another.address);
    const before = storedFor(stage.anna).length;
    await stage.anna.answersFile(offer, 'accept');
    await stage.teams.until(() => storedFor(stage.anna).length > before);
  });

  it('checks the log on request', async () => {
    await stage.anna.types('kontroller');
    expect(stage.anna.latest()?.text).toMatch(
      /Loggen er hel: \d+ poster, kæden passer\. Seneste: nr\. \d+ · [0-9a-f]{4} [0-9a-f]{4}\./,
    );
  });
});

describe('the record at the end', () => {
  it('comes by itself to the crisis leader and whoever keeps the log, and to nobody else', async () => {
    const stage = await setStage();
    try {
      for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
      await stage.anna.types('start Strømsvigt');
      await stage.settled();
      await stage.lise.types('jeg tager rollen log');
      await stage.anna.types('slut nu Alt kører igen');
      await stage.settled();
      const records = (person: Person) => person.sees().filter(({ text }) => text.includes('LOGGEN SOM FIL'));
      expect(records(stage.lise)[0]?.text).toContain('Krisen er slut');
      expect([stage.anna, stage.lise, stage.jens].map((person) => records(person).length)).toEqual([1, 1, 0]);
      await stage.lise.taps(records(stage.lise)[0], 'CSV (Excel)');
      await stage.lise.answersFile(offersTo(stage.lise)[0], 'accept');
      await stage.teams.until(() => storedFor(stage.lise).length === 1);
      await stage.settled();
      expect(records(stage.anna)[0]?.text).toContain(`Senest hentet`);
      await stage.anna.types('eksport csv');
      expect(offersTo(stage.anna)).toHaveLength(1);
      await stage.anna.types('kontroller');
      expect(stage.anna.latest()?.text).toContain('Loggen er hel');
    } finally {
      await stage.close();
    }
  });
});

describe('the record by link', () => {
  it('goes to the asker alone where Teams takes no files, and works on every replica', async () => {
    const stage = await setStage({ publicUrl: 'https://krisebot.example.org' });
    try {
      await stage.anna.installs();
      await stage.anna.types('start Strømsvigt');
      await stage.settled();
      const personal = stage.anna.latest()?.place.id ?? '';
      const channel = stage.teams.channel('Drift');
      stage.teams.fails({ method: 'POST', placeId: personal, answer: 400 });
      await stage.anna.types('eksport alle', { in: channel, mention: true });
      const links = linksOn(stage.anna.card());
      expect(links).toHaveLength(3);
      expect(stage.anna.sees(channel).flatMap((seen) => linksOn(seen))).toEqual([]);
      const another = await stage.replica();
      for (const address of [stage.address(), another.address]) {
        const [pdf = '', csv = '', jsonl = ''] = links.map((link) =>
          link.replace('https://krisebot.example.org', address),
        );
        const made = stage.journal.length;
        expect((await fetch(pdf, { method: 'HEAD' })).status).toBe(200);
        expect(stage.journal.slice(made).join()).not.toContain('file by link');
        expect(
          Buffer.from(await (await fetch(pdf)).arrayBuffer())
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-');
        expect(await (await fetch(csv)).text()).toContain('Strømsvigt');
        expect(await (await fetch(jsonl)).text()).toContain('Strømsvigt');
        expect((await fetch(pdf.replace('/filer/', '/filer/x'))).status).toBe(404);
      }
      expect(stage.journal.join('\n')).not.toContain(links[0]?.split('/')[4]);
    } finally {
      await stage.close();
    }
  });

  it('is how the local trial hands files over, marked in an exercise', async () => {
    const stage = await setStage({ signed: false });
    try {
      await stage.anna.types('øvelse Nedbrud på telefoni');
      await stage.settled();
      await stage.anna.types('eksport pdf');
      expect(stage.anna.card()?.text).toMatch(/^ØVELSE/);
      const [link = ''] = linksOn(stage.anna.card());
      expect(link.startsWith(`${stage.address()}/filer/`)).toBe(true);
      const answer = await fetch(link);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^attachment; filename="krise-OE-[\w.-]+\.pdf"/),
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
    } finally {
      await stage.close();
    }
  });
});
