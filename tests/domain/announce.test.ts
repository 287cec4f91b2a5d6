import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import { testPlan } from '../fixtures/plan.ts';
import { person, started } from './course.ts';

const told = (course: ReturnType<typeof started>) =>
  course.ledger.entries
    .flatMap((entry) => announce(entry, course.crisis))
    .filter(({ kind }) => kind !== 'sms')
    .map(({ id }) => id);

describe('what is said unasked', () => {
  it('is one personal card to each in the crisis organisation at the start, and nothing else', () => {
    expect(told(started())).toEqual(['1-card-anna', '1-card-jens', '1-card-lise', '1-card-peter']);
  });

  it('is a card to whoever is given a role; someone from outside is told what it is all about', () => {
    const give = (id: string) =>
      started().does('anna', { kind: 'assignRole', role: 'commsExternal', to: person(id) });
    expect(told(give('jens'))).toContain('2-card-jens');
    expect(told(give('mette'))).toContain('2-brief-mette');
  });

  it('is no SMS of before to whoever is given a role later, and from outside no role but the one handed over', () => {
    const ole = { id: 'teams:1', name: 'Ole Vind' };
    const given = started().at(60).does('anna', { kind: 'assignRole', role: 'logOfficer', to: ole });
    const sms = given.ledger.entries.flatMap((entry) => announce(entry, given.crisis));
    expect(sms.filter(({ to, kind }) => to === ole.id && kind === 'sms')).toEqual([]);
    const asked = started()
      .does('jens', { kind: 'takeRole', role: 'solutionOfficer' })
      .does('jens', { kind: 'offerHandover', role: 'solutionOfficer', to: ole });
    expect(asked.when(ole, { kind: 'takeRole', role: 'logOfficer' })).toMatchObject({ code: 'notAllowed' });
    expect(asked.does(ole, { kind: 'takeRole', role: 'solutionOfficer' }).last.text).toContain('overtaget');
  });

  it('is no SMS of the start to whoever had it before the log had the start, and the log says who', () => {
    const calledBySms = { sent: ['anna', 'jens'], unsure: ['peter'] };
    const course = started('jens', { calledBySms });
    const smsOf = (of: typeof course) =>
      announce(of.last, of.crisis).flatMap(({ kind, to }) => (kind === 'sms' ? [to] : []));
    expect(smsOf(course)).toEqual(['lise']);
    expect(course.last.text).toBe(
      "Krise startet: Strømsvigt (niveau 1). Sms sendt til 2 personer, mens loggen ikke svarede. Usikkert, om sms'en kom frem til Peter Lund.",
    );
    expect(course.crisis.people.peter?.smsFailed).toBe('unknown');
    expect(course.crisis.people.peter?.receiptAt).toBeUndefined();
    // One that is asked for is another.
    expect(smsOf(course.does('anna', { kind: 'askSms' }))).toHaveLength(4);
    expect(started('jens', { calledBySms: { sent: ['lise'], unsure: [] } }).last.text).toMatch(
      /1\)\. Sms sendt til 1 person, mens loggen ikke svarede\.$/,
    );
  });

  it('is the newest meeting place to all others; an overtaken one is not said any more', () => {
    const course = started()
      .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' })
      .does('anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Røg' })
      .does('anna', { kind: 'confirmPlace', placeId: 'kontor' });
    const places = told(course).filter((id) => id.includes('text'));
    expect(places).toEqual(['4-text-jens', '4-text-lise', '4-text-peter']);
  });

  it('is who leads, when that is another than everyone expects', () => {
    const course = started('peter').does('jens', { kind: 'takeRole', role: 'crisisLeader' });
    const notices = announce(course.last, course.crisis);
    expect(notices.map(({ to }) => to)).toEqual(['anna', 'lise', 'peter']);
    expect(notices[0]?.text).toBe('KRISE: Kriseleder er nu Jens Krogh (96 11 00 03).');
    expect(told(started('peter').does('anna', { kind: 'takeRole', role: 'crisisLeader' }))).not.toContain(
      '2-text-jens',
    );
  });

  it('is only the end once the crisis has ended, and begins with ØVELSE in an exercise', () => {
    const course = started('anna', { exercise: true }).does('anna', { kind: 'callOff', reason: 'Test' });
    const all = course.ledger.entries.flatMap((entry) => announce(entry, course.crisis));
    const notices = all.filter(({ kind }) => kind === 'message');
    expect(notices.map(({ to }) => to)).toEqual(['jens', 'lise', 'peter']);
    // Whoever was called out by SMS hears by SMS that it was nothing; in an exercise only those listed.
    const sms = all.filter(({ kind }) => kind === 'sms');
    expect(sms.map(({ to }) => to)).toEqual(testPlan.exerciseSms);
    expect(sms[0]?.text).toContain('afblæst');
    expect(notices[0]?.text).toBe('ØVELSE: Afblæst, falsk alarm: Test. Du skal ikke gøre mere.');
  });

  it('passes an alarm in a crisis on to the crisis leader', () => {
    const course = started().does({ id: 'teams:1', name: 'Ole Vind' }, { kind: 'raiseAlarm', text: 'Røg' });
    expect(announce(course.last, course.crisis).map(({ to }) => to)).toEqual(['anna']);
  });
});

describe('the situation picture', () => {
  const stated = started()
    .does('peter', { kind: 'takeRole', role: 'logOfficer' })
    .does('jens', {
      kind: 'updatePicture',
      statements: [{ field: 'affected', certainty: 'certain', text: 'Mail' }],
    });
  const told = (course: typeof stated) =>
    announce(course.last, course.crisis).map(({ to, kind, quiet }) => [to, kind, quiet ?? false]);

  it('goes to everyone but its sender, and wakes only whoever must approve it', () => {
    expect(told(stated.does('jens', { kind: 'publishPicture', seen: 3 }))).toEqual([
      ['anna', 'pictureCard', false],
      ['lise', 'pictureCard', true],
      ['peter', 'pictureCard', true],
    ]);
    expect(told(stated.does('anna', { kind: 'publishPicture', seen: 3 }))).toEqual([
      ['jens', 'pictureCard', true],
      ['lise', 'pictureCard', true],
      ['peter', 'pictureCard', true],
    ]);
  });

  it('that a newer one has overtaken is not sent any more', () => {
    const first = stated.does('anna', { kind: 'publishPicture', seen: 3 });
    const second = first.does('anna', { kind: 'publishPicture', seen: first.last.number });
    expect(announce(first.last, second.crisis)).toEqual([]);
  });

  it('asks the crisis leader as long as what was asked about stands', () => {
    const asked = stated.does('jens', { kind: 'askApproval' });
    expect(told(asked)).toEqual([['anna', 'approvalCard', false]]);
    const sent = asked.does('anna', { kind: 'publishPicture', seen: 3 });
    expect(announce(asked.last, sent.crisis)).toEqual([]);
  });

  it('tells whoever sent a draft that it is approved', () => {
    const draft = stated.does('jens', { kind: 'publishPicture', seen: 3 });
    expect(told(draft.does('anna', { kind: 'approvePicture', version: 1 }))).toEqual([
      ['jens', 'message', false],
    ]);
  });

  it('that is overdue is told to whoever makes it, until it comes', () => {
    const late = stated.at(61).ticks();
    const reminder = late.ledger.entries.find(({ event }) => event.kind === 'pictureOverdue');
    expect(reminder && announce(reminder, late.crisis).map(({ to }) => to)).toEqual(['peter']);
    const sent = late.does('anna', { kind: 'publishPicture', seen: 99 });
    expect(reminder && announce(reminder, sent.crisis)).toEqual([]);
  });
});

const said = (course: ReturnType<typeof started>) =>
  course.ledger.entries.flatMap((entry) => announce(entry, course.crisis));

describe('who is told what', () => {
  it('tells someone given a role nothing from before they belonged, and everything after', () => {
    const course = started()
      .does('anna', { kind: 'confirmPlace', placeId: 'lokale-3' })
      .does('anna', { kind: 'setLevel', level: 2 })
      .does('anna', { kind: 'assignRole', role: 'commsExternal', to: person('mette') })
      .does('anna', { kind: 'rejectPlace', placeId: 'lokale-3', reason: 'Røg' })
      .does('anna', { kind: 'confirmPlace', placeId: 'kontor' });
    const told = said(course).filter(({ to, kind }) => to === 'mette' && kind !== 'sms');
    expect(told.map(({ id }) => id)).toEqual(['4-brief-mette', '6-text-mette']);
  });

  it('tells the crisis leader of a role that nobody is left to be asked for, while it is empty', () => {
    const asked = started().crisis.roles.solutionOfficer.offeredTo;
    const refusing = (who: readonly string[]) =>
      who.reduce(
        (course, id) => course.does(id, { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' }),
        started(),
      );
    let course = refusing(asked);
    while (course.crisis.roles.solutionOfficer.offeredTo.length > 0) {
      const [next = ''] = course.crisis.roles.solutionOfficer.offeredTo;
      course = course.does(next, { kind: 'declineRole', role: 'solutionOfficer', reason: 'ill' });
    }
    const { name } = course.last.by;
    const toLeader = said(course).filter(({ to, kind }) => to === 'anna' && kind === 'message');
    expect(toLeader.map(({ text }) => text)).toEqual([
      `KRISE: ${name} kan ikke tage rollen Proces/teknik/bygning/systemer. Den er ubesat. Skriv »fordel« for at give den til en anden.`,
    ]);
    const filled = course.does('anna', {
      kind: 'assignRole',
      role: 'solutionOfficer',
      to: person('mette'),
    });
    expect(said(filled).some(({ text }) => text.includes('ubesat'))).toBe(false);
  });

  it('tells of the level as it was set last, not of those that came and went', () => {
    const course = started()
      .does('anna', { kind: 'setLevel', level: 2 })
      .does('anna', { kind: 'setLevel', level: 1 })
      .does('anna', { kind: 'setLevel', level: 2 });
    const numbers = said(course).flatMap(({ id, text }) =>
      text.includes('niveau') ? [id.split('-')[0]] : [],
    );
    expect(new Set(numbers)).toEqual(new Set([String(course.last.number)]));
  });

  it('says no more than 400 characters; the log has the rest', () => {
    const course = started().does(
      { id: 'teams:1', name: 'Ole Vind' },
      { kind: 'raiseAlarm', text: 'Røg '.repeat(400) },
    );
    const [alarm] = announce(course.last, course.crisis);
    expect(alarm?.text.length).toBeLessThanOrEqual(400);
    expect(alarm?.text).toMatch(/^KRISE: Alarm fra Ole Vind.*Røg…$/);
  });
});
