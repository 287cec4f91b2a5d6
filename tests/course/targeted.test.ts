import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import type { Person } from '../fake-teams/person.ts';
import type { Place } from '../fake-teams/world.ts';
import { type Stage, setStage } from './stage.ts';

/** What the bot has said in a place, as one person sees it. */
const said = (person: Person, place: Place) =>
  person
    .sees(place)
    .filter(({ from }) => from === 'bot')
    .map(({ text }) => text);
const isStatus = (text: string) => text.includes('Mangler nu');
const picks = (person: Person, text: string, place: Place) =>
  person.types(text, { in: place, targeted: true });

/** One crisis run by commands picked from the slash menu. The steps build on each other. */
describe('a crisis run from the slash menu of a channel', () => {
  let stage: Stage;
  let channel: Place;
  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    for (const person of [stage.anna, stage.jens, stage.lise]) await person.installs();
  });
  afterAll(() => stage.close());

  it('answers help to the one who picked it', async () => {
    await picks(stage.anna, 'krise hjælp\u00a0', channel);
    expect(said(stage.anna, channel)).toHaveLength(1);
    expect(said(stage.anna, channel)[0]).toContain('start');
    expect(stage.jens.sees(channel)).toEqual([]);
  });

  it('puts the status card before everyone, and asks the starter alone', async () => {
    await picks(stage.anna, 'krise start Strømsvigt', channel);
    await stage.settled();
    expect(said(stage.jens, channel)).toMatchObject([expect.stringContaining('Strømsvigt')]);
    expect(said(stage.jens, channel).filter(isStatus)).toHaveLength(1);
    expect(said(stage.anna, channel).some((text) => text.includes('Hvem meldte det?'))).toBe(true);
    const status = stage.jens.card(channel);
    expect(status?.threadId).toBe(status?.id);
  });

  it('takes the starter’s taps privately and brings the public card up to date', async () => {
    const asked = () => stage.anna.sees(channel).find(({ text }) => text.includes('Hvem meldte det?'));
    await stage.anna.taps(asked(), 'Vagt på rådhuset', {}, { as: 'submit' });
    const when = stage.anna.sees(channel).find(({ text }) => text.includes('Hvornår begyndte det?'));
    await stage.anna.taps(when, 'For 15 min. siden');
    await stage.settled();
    await picks(stage.anna, 'krise find Vagt', channel);
    expect(stage.anna.latest(channel)?.text).toContain('Vagt på rådhuset');
    expect(said(stage.jens, channel)).toHaveLength(1);
  });

  it('shows the picture, page by page, to the one who picked it', async () => {
    const before = said(stage.lise, channel);
    await picks(stage.jens, '/krise status', channel);
    expect(stage.jens.latest(channel)?.text).toContain('Strømsvigt');
    await picks(stage.jens, 'krise plan', channel);
    const plan = stage.jens.latest(channel);
    const [section] = plan?.text.match(/(?<=^\[).+(?=\]$)/m) ?? [];
    await stage.jens.taps(plan, section ?? '');
    expect(said(stage.lise, channel)).toEqual(before);
  });

  it('refuses privately whoever may not, and gives the text back to them alone', async () => {
    const before = said(stage.lise, channel);
    await picks(stage.ole, 'krise melding Min kanariefugl', channel);
    expect(stage.ole.latest(channel)?.text).toContain('Kun kriseorganisationen');
    expect(stage.ole.latest(channel)?.text).toContain('kanariefugl');
    await picks(stage.guest, 'krise status', channel);
    expect(stage.guest.latest(channel)?.text).toContain('Gæster kan ikke bruge Krisebot');
    await picks(stage.jens, 'krise strat', channel);
    expect(stage.jens.latest(channel)?.text).toContain('Mente du »start«?');
    expect(said(stage.lise, channel)).toEqual(before);
  });

  it('says again who runs what is already running, to whoever picks start', async () => {
    const before = said(stage.lise, channel);
    await picks(stage.jens, 'krise start Brand', channel);
    await stage.jens.taps(stage.jens.latest(channel), 'Noget andet');
    await stage.settled();
    expect(said(stage.lise, channel)).toHaveLength(before.length);
  });

  it('does a picked command once, however often Teams delivers it', async () => {
    const picked = await picks(stage.jens, 'krise melding Kun én gang', channel);
    await picked.redeliver();
    await stage.settled();
    await stage.jens.types('find én gang');
    expect(stage.jens.latest()?.text.match(/Kun én gang/g)).toHaveLength(1);
    expect(said(stage.lise, channel).filter((text) => text.includes('Nr. '))).toEqual([]);
  });

  it('keeps to the 1:1 where Teams refuses the private message', async () => {
    const before = said(stage.lise, channel);
    stage.teams.fails({ method: 'POST', placeId: channel.id, answer: 403 });
    await picks(stage.jens, 'krise status', channel);
    expect(stage.jens.latest()?.text).toContain('Strømsvigt');
    expect(said(stage.lise, channel)).toEqual(before);
  });
});

describe('a start picked privately where another place is chosen for the status card', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  it('puts the card there before everyone, and leaves the place it was picked in quiet', async () => {
    const channel = stage.teams.channel('Drift');
    const chat = stage.teams.groupChat('Ledelse');
    await stage.jens.types('krisekanal her', { in: chat, mention: true });
    await picks(stage.anna, 'krise start Strømsvigt', channel);
    await stage.settled();
    expect(said(stage.lise, chat).filter(isStatus)).toHaveLength(1);
    expect(stage.lise.sees(channel)).toEqual([]);
    expect(said(stage.anna, channel)).toMatchObject([expect.stringContaining('Hvem meldte det?')]);
  });

  it('does the same for an exercise in a group chat', async () => {
    const chat = stage.teams.groupChat('Ledelse');
    await picks(stage.anna, 'krise øvelse Nedbrud', chat);
    await stage.settled();
    expect(said(stage.lise, chat).filter(isStatus)).toMatchObject([expect.stringMatching(/^ØVELSE/)]);
    expect(said(stage.anna, chat).filter((text) => !text.includes('ØVELSE'))).toEqual([]);
  });
});

describe('what others must not hear, and what the bot must not', () => {
  let proxy: FaultyLine;
  let stage: Stage;
  let channel: Place;
  beforeEach(async () => {
    proxy = await startProxy(inject('azurite'));
    stage = await setStage({ connectionString: proxy.connectionString });
    channel = stage.teams.channel('Drift');
  });
  afterEach(async () => {
    proxy.fate = () => 'pass';
    await stage.close();
    await proxy.close();
  });

  it('tells a failure to the one who picked or tapped, and to nobody else', async () => {
    await stage.jens.types('start Strømsvigt');
    await stage.settled();
    await picks(stage.jens, 'krise roller', channel);
    await picks(stage.jens, 'krise mødested', channel);
    const place = stage.jens.card(channel);
    proxy.fate = () => 'busy';
    await picks(stage.jens, 'krise melding Hemmelig kanariefugl', channel);
    expect(stage.jens.latest(channel)?.text).toMatch(/Fejl-id [0-9a-f]{8}.*kanariefugl/s);
    const tapped = await stage.jens.taps(place, 'Vi mødes her', {}, { as: 'submit' });
    expect(tapped).toMatchObject({ status: 200 });
    expect(stage.jens.latest(channel)?.text).toMatch(/Fejl-id/);
    expect(stage.lise.sees(channel)).toEqual([]);
    expect(stage.journal.join('\n')).not.toContain('kanariefugl');
  });

  it.each([
    'Krise i budgettet igen, haha',
    'Krise set fra min stol er det her ikke',
    'Skal vi spise frokost?',
    'Er der krise?',
  ])('hears »%s« in a channel without answering, asking or storing anything', async (text) => {
    const { length } = stage.teams.calls;
    const stored = proxy.calls.filter(isMore).length;
    // Whatever asked the tables would now come back with a failure.
    proxy.fate = () => 'busy';
    await stage.jens.types(text, { in: channel });
    await stage.ole.types(text, { in: stage.teams.groupChat('Ledelse') });
    expect(said(stage.jens, channel)).toEqual([]);
    expect(stage.teams.calls).toHaveLength(length);
    expect(proxy.calls.filter(isMore)).toHaveLength(stored);
    expect(stage.journal.join('\n')).not.toContain(text);
  });

  /** What is more than the announcer's regular look at which crises there are. */
  const isMore = ({ method, path }: { method: string; path: string }) =>
    !path.endsWith('/Tables') && (method !== 'GET' || path.includes('People'));

  it('answers a mention once, and a command by its word without one', async () => {
    await stage.jens.types('hjælp', { in: channel, mention: true });
    expect(said(stage.jens, channel)).toHaveLength(1);
    await stage.jens.types('krise hjælp', { in: channel, mention: true });
    expect(said(stage.jens, channel)).toHaveLength(2);
    await stage.jens.types('krise hjælp', { in: channel });
    expect(said(stage.jens, channel)).toHaveLength(3);
  });
});
