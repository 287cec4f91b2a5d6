import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../fake-teams/person.ts';
import type { Place } from '../fake-teams/world.ts';
import { type PassingTime, setPassingTime } from './passing-time.ts';
import { soon } from './soon.ts';
import { type Stage, setStage } from './stage.ts';

const pictureIn = (person: Person, name: string) =>
  person.sees().findLast(({ card, text }) => card && text.includes(name));

const plain = (text = '') => text.replace(/ +/g, ' ');

/** One night's picture, from the first line to after the end. The steps build on each other. */
describe('the situation picture of a crisis', () => {
  let stage: Stage;
  let channel: Place;
  const status = async (person: Person, typed = 'krise status') => {
    await person.types(typed);
    return plain(person.latest()?.text);
  };

  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    for (const person of [stage.anna, stage.jens, stage.lise, stage.peter]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum', { in: channel, mention: true });
    await stage.jens.types('melding Mail og fildrev er nede');
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('is answered before anyone has stated anything: from the log, and what is unknown', async () => {
    const text = await status(stage.peter);
    expect(text).toContain('IKKE SENDT ENDNU');
    expect(text).toContain('Mail og fildrev er nede');
    expect(text).toMatch(/\? Ukendt\s+Udvikling · Begyndt · Hvad er ramt/);
  });

  it('cannot be sent with nothing in it: the form comes, with what the log proposes', async () => {
    await stage.peter.types('send billede');
    expect(stage.peter.latest()?.text).toContain('Der står intet i billedet endnu');
    expect(stage.peter.latest()?.text).toContain('forslag fra loggen');
    await stage.peter.taps(stage.peter.latest(), 'Gem og bekræft forslag');
    expect(stage.peter.latest()?.text).toContain('Strømsvigt i serverrum. Mail og fildrev er nede');
    expect(await status(stage.peter)).toContain('Hvad er der sket');
  });

  it('takes one field from one line, and a choice said loosely', async () => {
    await stage.jens.types('opdater ramt: mail og fildrev ned, telefoni delvist');
    expect(stage.jens.latest()?.text).toContain('NOTERET SOM NR.');
    await stage.jens.types('opdater årsag (formodet): kabel gravet over\nliv: ja, nødkald går over telefoni');
    expect(await status(stage.lise)).toContain('⚠ Livsvigtige leverancer ramt Ja, nødkald går over telefoni');
    expect(await status(stage.lise)).toContain('Årsag (formodet) kabel gravet over');
  });

  it('gives text back whose field it does not know, and takes it with one tap', async () => {
    await stage.jens.types('opdater konsekvnes: borgerservice kan ikke slå op');
    const asked = stage.jens.latest();
    expect(asked?.text).toContain('Mente du »konsekvens«?');
    await stage.jens.taps(asked, 'Konsekvens for kritiske ydelser');
    expect(plain(stage.jens.latest()?.text)).toContain(
      '✔ Konsekvens for kritiske ydelser borgerservice kan ikke slå op',
    );
  });

  it('lets two people fill in forms at once: neither overwrites the other’s field', async () => {
    await stage.jens.types('opdater');
    await stage.lise.types('opdater');
    const [his, hers] = [stage.jens.latest(), stage.lise.latest()];
    await stage.jens.taps(his, 'Gem', {
      people: '400 medarbejdere',
      outlook: 'kl. 8',
      outlooksikker: 'assumed',
    });
    await stage.lise.taps(hers, 'Gem', { trend: 'Forværres' });
    const text = await status(stage.anna);
    expect(text).toContain('400 medarbejdere');
    expect(text).toContain('Forventet udvikling og drift igen (formodet) kl. 8');
    expect(text).toContain('⚠ Udvikling Forværres');
    expect(text).toContain('mail og fildrev ned, telefoni delvist');
  });

  it('says what another had written in the same field meanwhile', async () => {
    await stage.jens.types('opdater');
    const form = stage.jens.latest();
    await stage.lise.types('opdater berørte: 500 medarbejdere');
    await stage.jens.taps(form, 'Gem', { people: '450 medarbejdere' });
    expect(stage.jens.latest()?.text).toMatch(/Lise Bro skrev kl\. .* »500 medarbejdere«/);
  });

  it('keeps what was written on a form when more fields are asked for', async () => {
    await stage.jens.types('opdater');
    await stage.jens.taps(stage.jens.latest(), 'Gem og flere felter', { unknowns: 'Er det et angreb?' });
    expect(stage.jens.latest()?.text).toContain('✔ Gemt som nr.');
    await stage.jens.taps(stage.jens.latest(), 'Gem', { confidential: 'Adgangskoder kan være lækket' });
    expect(await status(stage.jens)).toContain('Er det et angreb?');
  });

  it('opens the form as a dialog, where the client can', async () => {
    await stage.lise.types('opdater');
    const { dialog } = await stage.lise.taps(stage.lise.latest(), 'Åbn som vindue');
    const after = await dialog?.submits('Gem', { actions: 'Elektriker er kaldt' });
    expect(plain(after?.dialog?.text)).toContain('✔ Iværksat indtil nu Elektriker er kaldt');
  });

  it('asks the crisis leader, who gets the picture in 1:1 and sends it with one tap', async () => {
    const next = soon(60);
    await stage.jens.types(`send billede næste kl. ${next.typed}`);
    expect(stage.jens.latest()?.text).toContain('Det sender du');
    await stage.jens.taps(stage.jens.latest(), 'Bed Anna godkende');
    await stage.settled();
    const asked = pictureIn(stage.anna, 'Jens Krogh beder dig godkende');
    expect(asked).toMatchObject({ alert: true, text: expect.stringMatching(new RegExp(next.told, 'u')) });
    await stage.lise.types('opdater ramt: mail ned');
    await stage.anna.taps(asked, 'Godkend og send');
    expect(pictureIn(stage.anna, 'Billedet er ændret, siden du så det')).toBeDefined();
    await stage.anna.taps(pictureIn(stage.anna, 'Billedet er ændret'), 'Godkend og send', { naeste: '120' });
    await stage.settled();
    expect(pictureIn(stage.anna, 'SITUATIONSBILLEDE S1')?.text).toMatch(/✔ Godkendt af Anna Holm kl\./);
  });

  it('comes to everyone in 1:1 without an alert, and stands on the status card', async () => {
    for (const person of [stage.jens, stage.lise, stage.peter]) {
      expect(pictureIn(person, 'SITUATIONSBILLEDE S1')).toMatchObject({ alert: false });
    }
    const card = stage.anna.sees(channel).find(({ text }) => text.includes('Mangler nu'));
    expect(card?.text).toMatch(/Situationsbillede S1 kl\. .* · næste senest kl\./);
  });

  it('is a draft until the crisis leader approves it, and says so wherever it stands', async () => {
    await stage.jens.types('opdater liv: nej');
    await stage.jens.types('send billede');
    await stage.jens.taps(stage.jens.latest(), 'Send som udkast');
    await stage.settled();
    expect(pictureIn(stage.lise, 'SITUATIONSBILLEDE S2')?.text).toContain('S2 · UDKAST');
    expect(await status(stage.lise)).toContain('ikke godkendt');
    await stage.lise.types('godkend S2');
    expect(stage.lise.latest()?.text).toContain('Anna Holm');
    await stage.anna.taps(pictureIn(stage.anna, 'SITUATIONSBILLEDE S2'), 'Godkend S2');
    await stage.settled();
    expect(pictureIn(stage.peter, 'SITUATIONSBILLEDE S2')?.text).toMatch(/✔ Godkendt af Anna Holm/);
    expect(stage.jens.latest()?.text).toContain('Anna Holm har godkendt situationsbillede S2');
    // What was sent before is what it was.
    expect(pictureIn(stage.peter, 'SITUATIONSBILLEDE S1')?.edits).toBe(0);
  });

  it('shows an old version whole, and what came after it', async () => {
    expect(await status(stage.peter, 'status S1')).toContain('Ja, nødkald går over telefoni');
    await stage.peter.taps(stage.peter.latest(), 'Nyere: S2');
    expect(stage.peter.latest()?.text).toContain('Ændret siden S1: Livsvigtige leverancer ramt');
    expect(await status(stage.peter, 'status S9')).toContain('S9 findes ikke');
  });

  it('shows what has happened since the newest version', async () => {
    await stage.jens.types('melding Fildrev er oppe igen');
    await stage.lise.types('opdater forventet: mail igen kl. 6');
    const text = await status(stage.peter);
    expect(text).toMatch(/Nyt siden S2[\s\S]*mail igen kl\. 6[\s\S]*Fildrev er oppe igen/);
  });

  it('is shared without what must not be published', async () => {
    await stage.lise.types('del billede S1');
    const input = JSON.stringify(stage.lise.latest()?.card);
    expect(input).toContain('Situationsbillede S1');
    expect(input).not.toContain('Adgangskoder');
  });

  it('is answered after the end, says so first, and takes nothing more', async () => {
    await stage.anna.types('slut nu');
    await stage.settled();
    const text = await status(stage.peter);
    expect(text).toMatch(/✔ Krisen er slut/);
    expect(text).toContain('Nyt siden S2');
    expect(text).not.toContain('[Opdater]');
    expect(await status(stage.peter, 'status S1')).toContain('SITUATIONSBILLEDE S1');
    await stage.peter.types('opdater ramt: intet');
    expect(stage.peter.latest()?.text).toContain('intet');
  });
});

describe('the picture by words alone', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    for (const person of [stage.anna, stage.jens, stage.peter]) await person.installs();
    await stage.anna.types('start Strømsvigt');
    await stage.peter.types('jeg tager rollen log');
    await stage.settled();
  });
  afterAll(() => stage.close());
  /** What is answered to a line, once nothing that was said before is on its way. */
  const says = async (person: Person, typed: string) => {
    await stage.settled();
    await person.types(typed);
    return plain(person.latest()?.text);
  };

  it('is written by whoever keeps the log, where every plain line is an entry', async () => {
    expect(await says(stage.peter, 'opdater ramt: mail er nede')).toContain('✔ Hvad er ramt mail er nede');
    expect(await says(stage.peter, 'opdater liv ja')).toContain('✔ Livsvigtige leverancer ramt Ja');
    expect(await says(stage.peter, 'opdater lige sagen i ESDH')).not.toContain('NOTERET');
  });

  it('takes what the log proposes as a person’s word', async () => {
    expect(await says(stage.peter, 'opdater forslag')).toContain('✔ Hvad er der sket Strømsvigt');
    expect(await says(stage.peter, 'opdater forslag')).toContain('ikke flere forslag');
  });

  it('is approved and sent, or sent as a draft, and says what it does not understand', async () => {
    expect(await says(stage.peter, 'bed om godkendelse')).toContain('Anna Holm er bedt om at godkende');
    expect(await says(stage.peter, 'send billede næste kl. 16')).toContain(
      'Anna Holm er bedt om at godkende',
    );
    expect(await says(stage.peter, 'send billede udkast')).toContain('SITUATIONSBILLEDE S1 · UDKAST');
    expect(await says(stage.anna, 'godkend')).toContain('✔ Godkendt af Anna Holm');
    expect(await says(stage.anna, 'send billede nu næste ved solopgang')).toContain(
      'Det tidspunkt forstod jeg ikke',
    );
    expect(await says(stage.anna, 'send billede nu')).toMatch(/SITUATIONSBILLEDE S2[\s\S]*Uændret siden S1/);
    expect(await says(stage.anna, 'godkend S1')).toContain('S1 er godkendt af Anna Holm');
  });

  it('is read aloud', async () => {
    expect(await says(stage.jens, 'til telefon')).toContain(
      'Ramt: mail er nede. Livsvigtige leverancer ramt: Ja.',
    );
  });
});

describe('a picture that was promised', () => {
  let time: PassingTime;
  let stage: Stage;
  let channel: Place;
  beforeEach(async () => {
    time = await setPassingTime();
    ({ stage } = time);
    channel = stage.teams.channel('Drift');
  });
  afterEach(() => time.close());

  it('and does not come is missed once: the log officer is told, and every card says so', async () => {
    for (const person of [stage.anna, stage.peter]) await person.installs();
    await stage.anna.types('start Strømsvigt', { in: channel, mention: true });
    await stage.peter.types('jeg tager rollen log');
    await stage.settled();
    await time.minutesPass(61);
    const told = () => stage.peter.sees().filter(({ text }) => text.includes('skulle være kommet'));
    await stage.teams.until(() => told().length > 0);
    await stage.settled();
    expect(told()).toHaveLength(1);
    const status = stage.anna.sees(channel).find(({ text }) => text.includes('Mangler nu'));
    expect(status?.text).toMatch(/⚠ Situationsbillede ikke sendt endnu · skulle være sendt kl\./);
    await stage.peter.types('krise status');
    expect(stage.peter.latest()?.text).toMatch(/⚠ Skulle være sendt kl\./);
  });
});
