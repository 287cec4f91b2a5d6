import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { createJournal } from '../../src/journal.ts';
import { type FaultyLine, startProxy } from '../azurite/proxy.ts';
import { type Stage, setStage } from '../course/stage.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import { botToken } from '../fake-teams/fake-teams.ts';
import { linksOn, offersTo } from '../fake-teams/files.ts';
import type { Person } from '../fake-teams/person.ts';
import { personalPlace } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';
import { startGateway, type TestGateway } from '../sms/gateway.ts';
import { answersIn, beginAndWait, post } from '../teams/raw-http.ts';

/** Stands in everything that anybody writes, or a foreign service answers, in this course. */
const canary = 'KANARIEFUGL';

/** Everything that goes wrong at the edges answers with what it was given, as real services do. */
describe('the log of a whole course, with everything going wrong on the way', () => {
  const printed: string[] = [];
  /** What no line may hold beside the canary: who people are, and whatever opens a door. */
  const secrets = new Set<string>();
  let stage: Stage;
  let line: FaultyLine;
  let gateway: TestGateway;

  beforeAll(async () => {
    for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
      vi.spyOn(console, name).mockImplementation((...all) => void printed.push(all.map(String).join(' ')));
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
    [line, gateway] = await Promise.all([startProxy(inject('azurite')), startGateway()]);
    const journal = createJournal((text) => void printed.push(text));
    const { connectionString } = line;
    const publicUrl = 'https://krisebot.example.org';
    stage = await setStage({
      connectionString,
      journal,
      sms: gateway.settings,
      storeBudgetMs: 1_500,
      publicUrl,
    });
    for (const { name, upn, phone } of testPlan.contacts)
      for (const one of [name, upn, phone, phone?.replace('+45', '')]) if (one) secrets.add(one);
    for (const one of [botToken, 'eyJ', stage.ole.name, stage.guest.name, ...keysOf(connectionString)])
      secrets.add(one);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await stage.close();
    await Promise.all([line.close(), gateway.close()]);
  });

  beforeEach(() => void printed.splice(0));
  const leaks = () => {
    const all = [canary, ...secrets];
    return printed.flatMap((text) =>
      all.filter((secret) => text.includes(secret)).map((secret) => [secret, text]),
    );
  };
  const say = async (who: Person, ...lines: readonly string[]) => {
    for (const text of lines) await who.types(text);
  };
  const tap = async (who: Person, title: string, inputs = {}) => {
    const seen = who.sees().findLast(({ text }) => text.includes(`[${title}]`));
    await who.taps(seen, title, inputs).catch(() => undefined);
  };

  it('holds no word of what people do', async () => {
    const { anna, jens, lise, peter, mette, karen, ole, guest } = stage;
    for (const who of [anna, jens, lise, peter, mette, karen, ole, guest]) await who.installs();
    await say(ole, `alarm ${canary}`);
    await say(anna, `start ${canary} i serverrum`, `mødested ${canary}`, `sms ${canary}`);
    await stage.settled();
    await say(lise, 'jeg tager rollen log', `${canary} uden ord foran`, `melding ${canary}`);
    await say(anna, `beslutning ${canary} fordi ${canary}`, `opgave ${canary} til Jens`, `ret 4 ${canary}`);
    await say(
      anna,
      `log kl. 02.10 af Jens: ${canary}`,
      `opdater ramt: ${canary}`,
      `find ${canary}`,
      'del billede',
    );
    await say(
      jens,
      canary,
      `mine oplysninger forkert: ${canary}`,
      `sagsnummer ${canary}`,
      `melding 010190-1234 ${canary}`,
    );
    await say(guest, `melding ${canary}`);
    await say(karen, 'papirpakke', 'parat', 'kontaktøvelse');
    await tap(karen, 'Send kontaktøvelsen');
    await tap(jens, 'Jeg tager rollen');
    await tap(peter, 'Jeg kommer');
    const seen = jens.writes(`${canary} ovre i en anden chat`, stage.teams.chatElsewhere('Jens og Anna'));
    const menu = await anna.opensMenu(seen, 'Føj til kriselog');
    await menu.dialog?.submits('Gem i log', { type: 'melding' });
    await say(anna, 'eksport alle');
    for (const offer of offersTo(anna)) await anna.answersFile(offer, 'accept');
    await stage.settled();
    await say(anna, 'vis log', 'status', `overlever Jens ${canary}`);
    expect(anna.latest()?.text).toContain(canary);
    expect(gateway.taken.length).toBeGreaterThan(0);
    expect(printed.filter((text) => text.includes('"outcome":"stored"')).length).toBeGreaterThan(8);
    expect(leaks()).toEqual([]);
  });

  it('holds none where Teams refuses, breaks off, and quotes what it was sent', async () => {
    const { anna, lise, jens } = stage;
    const raw = JSON.stringify({ error: { code: `${canary} kode`, message: `${canary} besked` } });
    for (const answer of [400, 403, 404, 413, 429, 500, 502, 'reset'] as const) {
      for (const method of ['POST', 'PUT'] as const) stage.teams.fails({ method, answer, raw });
      await say(lise, `melding ${canary} ${answer}`);
      await stage.settled();
    }
    gateway.answers(500, 'drop', 400);
    jens.blocks();
    await say(anna, `sms ${canary}`, 'kald alle');
    await stage.settled();
    stage.teams.oneDrive.answers(500, 403);
    await say(anna, 'eksport csv');
    await anna.answersFile(offersTo(anna).at(-1), 'accept');
    await say(anna, 'eksport pdf');
    const uploadUrl = `https://${canary}.example/upload?tempauth=${canary}`;
    await anna.answersFile(offersTo(anna).at(-1), 'accept', { uploadUrl });
    await stage.settled();
    stage.teams.recovers();
    expect(printed.filter((text) => text.includes('teams.send')).length).toBeGreaterThan(8);
    expect(leaks()).toEqual([]);
  });

  it('holds no address of a file, followed, forged or failing', async () => {
    const { anna } = stage;
    await say(anna, 'eksport alle');
    stage.teams.oneDrive.answers(403, 403, 403);
    for (const offer of offersTo(anna).slice(-3)) await anna.answersFile(offer, 'accept');
    await stage.settled();
    const linked = () =>
      anna
        .sees()
        .flatMap(linksOn)
        .filter((link) => link.includes('/filer/'));
    await stage.teams.until(() => linked().length > 1);
    for (const link of linked()) {
      const [token = ''] = link.split('/').slice(4);
      secrets.add(token);
      const here = link.replace('https://krisebot.example.org', stage.address());
      for (const url of [here, here.replace(token, `x${token}`)])
        for (const method of ['GET', 'HEAD']) await (await fetch(url, { method })).arrayBuffer();
      line.fate = () => 'refuse';
      await (await fetch(here)).arrayBuffer();
      line.fate = () => 'pass';
    }
    expect(leaks()).toEqual([]);
  });

  it('holds none of what comes over the wire and is no request of ours', async () => {
    const port = Number(new URL(stage.address()).port);
    const { world, serviceUrl, token } = stage.teams;
    secrets.add(token().slice(0, 60));
    const activity = baseActivity(world, serviceUrl, stage.anna, personalPlace(world, stage.anna));
    const odd = { type: canary, name: canary, value: canary, text: canary, id: canary };
    const bodies = [
      ...['channelId', 'serviceUrl', 'from', 'conversation', 'recipient', 'channelData'].map((key) => ({
        ...activity,
        [key]: canary,
      })),
      ...Object.entries(odd).flatMap(([key, value]) => [
        { ...activity, [key]: value },
        { ...activity, [key]: [{ value }] },
      ]),
    ].map((body) => JSON.stringify(body));
    const bearers = [
      `Bearer ${token()}`,
      `Bearer ${canary}`,
      `Bearer ${token({ aud: canary })}`,
      canary,
      `Bearer ${token({ serviceurl: canary })}`,
    ];
    for (const body of [...bodies, canary, `{"${canary}":`, `{"a":"${canary}\0"}`])
      for (const bearer of bearers)
        await beginAndWait(port, post(body, `Authorization: ${bearer}`, `X-A: ${canary}`));
    for (const text of [
      canary,
      `GET /${canary}?${canary} HTTP/1.1\r\nHost: ${canary}\r\nConnection: close\r\n\r\n`,
      `${canary} / HTTP/1.1\r\n\r\n`,
    ])
      expect(
        answersIn(await beginAndWait(port, text))
          .map(({ body }) => body)
          .join(),
      ).not.toContain(canary);
    expect(printed.some((text) => text.includes('teams.refused'))).toBe(true);
    expect(leaks()).toEqual([]);
  });

  it('holds none where the tables are away, and quote what they were sent', async () => {
    const { anna, lise } = stage;
    for (const fate of ['refuse', 'reset', 'fail', 'lose', 'busy'] as const) {
      line.fate = () => fate;
      await Promise.all([
        say(lise, `melding ${canary} ${fate}`, 'vis log'),
        say(anna, `start ${canary}`),
        say(stage.peter, `alarm ${canary}`),
      ]);
      line.fate = () => 'pass';
      await stage.settled();
    }
    await say(anna, 'slut');
    await tap(anna, 'Afslut krisen');
    await stage.settled();
    expect(printed.filter((text) => text.includes('"level":"error"')).length).toBeGreaterThan(5);
    expect(leaks()).toEqual([]);
  });
});

/** The account's key, and whatever else in a connection string is none of the address. */
function keysOf(connectionString: string): readonly string[] {
  return [...connectionString.matchAll(/(?:AccountKey|SharedAccessSignature)=([^;]+)/g)].map(([, key]) =>
    String(key),
  );
}
