import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packLine } from '../../src/cards/paper-pack.ts';
import { createPacks } from '../../src/storage/packs.ts';
import { testStore } from '../azurite/test-store.ts';
import { isJson } from '../fake-teams/cards.ts';
import { linksOn, offersTo, storedFor } from '../fake-teams/files.ts';
import { type Stage, setStage } from './stage.ts';

describe('the paper pack in Teams', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.mette]) await person.installs();
  });
  afterAll(() => stage.close());

  it('is known by parat as never taken out, until somebody has it', async () => {
    await stage.anna.types('parat');
    expect(stage.anna.latest()?.text).toContain('Ikke hentet her endnu');
    await stage.anna.taps(stage.anna.latest(), 'Papirpakke');
    await stage.teams.until(() => offersTo(stage.anna).length > 0);
    await stage.anna.types('parat');
    expect(stage.anna.latest()?.text).toContain('Ikke hentet her endnu');
  });

  it('goes into OneDrive on a yes, and parat then says when and who', async () => {
    const [offer] = offersTo(stage.anna);
    expect(offer?.file).toMatchObject({ name: expect.stringMatching(/^papirpakke-.*\.pdf$/) });
    await stage.anna.answersFile(offer, 'accept');
    await stage.teams.until(() => storedFor(stage.anna).length > 0);
    const [upload] = stage.teams.oneDrive.uploads;
    expect(upload?.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(upload?.bytes.length).toBe(offer?.file?.content.sizeInBytes);
    await stage.mette.types('parat');
    expect(stage.mette.latest()?.text).toMatch(/Hentet den .* af Anna Holm\. Planen er den samme\./);
  });

  it('is offered in 1:1 where it was asked for in a channel, and not taken is no fault', async () => {
    const channel = stage.teams.channel('Drift');
    await stage.mette.types('papirpakke', { in: channel, mention: true });
    expect(stage.mette.latest(channel)?.text).toContain('i din chat med Krisebot');
    await stage.mette.answersFile(offersTo(stage.mette).at(-1), 'decline');
    await stage.teams.until(() => stage.mette.sees().some(({ text }) => text.includes('skriv »papirpakke«')));
  });

  it('is made for nobody who may not read the plan, and not for another plan', async () => {
    await stage.ole.types('papirpakke');
    expect(stage.ole.latest()?.text).toContain('Kun kriseorganisationen kan det');
    await stage.anna.types('pakke');
    const offer = offersTo(stage.anna).at(-1);
    const before = stage.teams.oneDrive.uploads.length;
    const own = offer?.file?.content.acceptContext;
    await stage.anna.answersFile(offer, 'accept', {
      context: { ...(isJson(own) ? own : {}), pakke: 'en anden plan' },
    });
    await stage.teams.until(() => stage.anna.sees().some(({ text }) => text.includes('gælder ikke mere')));
    expect(stage.teams.oneDrive.uploads).toHaveLength(before);
  });
});

describe('the paper pack by a link', () => {
  it('is there for a quarter of an hour where Teams takes no files, and only by our own link', async () => {
    const stage = await setStage({ signed: false });
    await stage.anna.types('papirpakke');
    const url = linksOn(stage.anna.latest()).find((one) => one.startsWith('http')) ?? '';
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    await stage.anna.types('parat');
    expect(stage.anna.latest()?.text).not.toContain('af Anna Holm. Planen er den samme.');
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const forged = url.replace(/filer\/(.)/, (_, first: string) => `filer/${first === 'W' ? 'X' : 'W'}`);
    for (const method of ['GET', 'HEAD']) expect((await fetch(forged, { method })).status).toBe(404);
    await stage.anna.types('parat');
    expect(stage.anna.latest()?.text).toContain('af Anna Holm. Planen er den samme.');
    await stage.close();
  });
});

describe('which pack was taken out last', () => {
  it('is one row a plan, and the newest stands', async () => {
    const packs = createPacks((await testStore()).tables);
    const taken = (planPrint: string, at: string) => ({
      planPrint,
      at,
      by: { id: 'anna', name: 'Anna Holm' },
    });
    expect(await packs.last('plan')).toBeUndefined();
    await packs.note('plan', taken('new', '2026-11-25T12:00:00.000Z'));
    await packs.note('plan', taken('old', '2026-11-24T12:00:00.000Z'));
    expect(await packs.last('plan')).toMatchObject({ planPrint: 'new' });
    expect(await packs.last('another')).toBeUndefined();
  });

  it('says to print again where the plan has changed since', () => {
    const old = { at: '2026-11-03T12:00:00.000Z', by: 'Anna Holm', isCurrent: false };
    expect(packLine(old)).toBe(
      '✖ Hentet den 3. november 2026 af Anna Holm. Planen er ændret siden: skriv »papirpakke«, og print igen.',
    );
  });
});
