import { describe, expect, it } from 'vitest';
import type { StatementInput } from '../../src/domain/command.ts';
import { looksLikeCpr, withoutCpr } from '../../src/domain/cpr.ts';
import { due } from '../../src/domain/due.ts';
import { logView, openTasks, withoutReason } from '../../src/domain/log-view.ts';
import { pictureDue } from '../../src/domain/picture-due.ts';
import { type Course, started } from './course.ts';

const melding = { kind: 'note', type: 'melding', text: 'Telefonerne er nede' } as const;
const viewOf = (course: Course) => logView(course.ledger.entries);

describe('a note', () => {
  it('tells when it happened, who acted, where it comes from, and why it is late', () => {
    const course = started()
      .at(30)
      .does('anna', {
        ...melding,
        happenedAt: '2026-11-23T01:20:00.000Z',
        acted: { id: 'jens', name: 'Jens Krogh' },
        source: 'vagten',
        confirmed: true,
        lateReason: 'ingen net',
      });
    expect(course.last).toMatchObject({
      happenedAt: '2026-11-23T01:20:00.000Z',
      at: '2026-11-23T01:44:00.000Z',
      text: 'Jens Krogh: Telefonerne er nede (kilde: vagten, bekræftet) – skrevet sent: ingen net',
    });
    expect(viewOf(course)[1]).toMatchObject({ late: true, lateReason: 'ingen net', confirmed: true });
  });

  it('cannot have happened yet', () => {
    const later = { ...melding, happenedAt: '2026-11-24T00:00:00.000Z' };
    expect(started().when('anna', later)).toMatchObject({ code: 'invalid' });
  });
});

describe('a correction', () => {
  const wrong = started().does('anna', melding);

  it('is a new entry; the old stays, and reads struck through', () => {
    const course = wrong.does('peter', { kind: 'correct', of: 2, text: 'Kun mail er nede' });
    expect(course.ledger.entries[1]).toMatchObject({ text: 'Telefonerne er nede' });
    expect(course.last).toMatchObject({ type: 'rettelse', text: 'Nr. 2: rettet til »Kun mail er nede«' });
    expect(viewOf(course)[1]).toMatchObject({
      text: 'Kun mail er nede',
      struck: 'Telefonerne er nede',
      amendedBy: [3],
    });
  });

  it('of a correction keeps what was written first as what is struck', () => {
    const course = wrong
      .does('peter', { kind: 'correct', of: 2, text: 'Kun mail er nede' })
      .does('anna', { kind: 'correct', of: 2, text: 'Mail og telefoni er nede' });
    expect(viewOf(course)[1]).toMatchObject({
      text: 'Mail og telefoni er nede',
      struck: 'Telefonerne er nede',
      amendedBy: [3, 4],
    });
  });

  it('of the type counts from then on, and asks why of what is decided', () => {
    const course = wrong.does('anna', { kind: 'correct', of: 2, type: 'beslutning' });
    expect(viewOf(course)[1]).toMatchObject({ type: 'beslutning', struckType: 'melding' });
    expect(withoutReason(viewOf(course)).map(({ entry }) => entry.number)).toEqual([2]);
    const reasoned = course.does('anna', { kind: 'correct', of: 2, reason: 'virus' });
    expect(reasoned.last.type).toBe('tilføjelse');
    expect(withoutReason(viewOf(reasoned))).toEqual([]);
    expect(course.when('anna', { kind: 'correct', of: 2, type: 'beslutning' })).toMatchObject({
      code: 'already',
    });
  });

  it('is of what people wrote: what the bot wrote happened, and a number must be there', () => {
    const course = wrong.does('peter', { kind: 'takeRole', role: 'logOfficer' });
    expect(course.when('anna', { kind: 'correct', of: 3, text: 'Nej' })).toMatchObject({ code: 'invalid' });
    expect(course.when('anna', { kind: 'correct', of: 99, text: 'Nej' })).toMatchObject({ code: 'invalid' });
    expect(course.when('anna', { kind: 'correct', of: 2 })).toMatchObject({ code: 'invalid' });
  });

  it('of the start puts right what the crisis is called', () => {
    expect(
      wrong.does('anna', { kind: 'correct', of: 1, text: 'Strømsvigt i serverrum' }).crisis.headline,
    ).toBe('Strømsvigt i serverrum');
  });

  it('makes no note of the start', () => {
    const correction = { kind: 'correct', of: 1, type: 'melding', text: 'Strømsvigt' } as const;
    expect(wrong.when('anna', correction)).toMatchObject({ code: 'invalid' });
  });

  it('tells of a task that it is done, and of nothing else', () => {
    const task = {
      kind: 'note',
      type: 'opgave',
      text: 'Ring til elværket',
      owner: { id: 'jens', name: 'Jens Krogh' },
    } as const;
    const course = wrong.does('anna', task);
    expect(openTasks(viewOf(course)).map(({ owner }) => owner?.name)).toEqual(['Jens Krogh']);
    expect(openTasks(viewOf(course.does('jens', { kind: 'correct', of: 3, done: true })))).toEqual([]);
    expect(course.when('jens', { kind: 'correct', of: 2, done: true })).toMatchObject({ code: 'invalid' });
  });
});

describe('the situation picture', () => {
  const says = (...statements: readonly StatementInput[]) => ({ kind: 'updatePicture', statements }) as const;
  const mail: StatementInput = { field: 'affected', certainty: 'certain', text: 'Mail er nede' };
  const stated = started().does('peter', { kind: 'takeRole', role: 'logOfficer' }).does('peter', says(mail));

  it('keeps each statement with how sure it is, as of when, by whom and in which entry', () => {
    const course = stated.does('anna', says({ field: 'cause', certainty: 'assumed', text: 'Kabel' }));
    expect(course.crisis.picture.statements).toMatchObject({
      affected: { text: 'Mail er nede', certainty: 'certain', by: 'Peter Lund', entry: 3 },
      cause: { certainty: 'assumed', entry: 4 },
    });
    expect(course.last.text).toBe('Årsag (formodet): Kabel');
  });

  it('carries when the asker promises the next to the crisis leader, and takes no time that has passed', () => {
    const asked = stated.does('peter', { kind: 'askApproval', nextDue: '2026-11-23T03:00:00.000Z' });
    expect(asked.last.text).toBe(
      'Anna Holm er bedt om at godkende situationsbillede S1, næste senest kl. 04.00',
    );
    expect(asked.last.event).toMatchObject({ nextDue: '2026-11-23T03:00:00.000Z' });
    expect(stated.when('peter', { kind: 'askApproval', nextDue: '2026-11-22T23:00:00.000Z' })).toMatchObject({
      code: 'invalid',
    });
  });

  it('sent by the crisis leader is approved; by others a draft, until the leader approves it', () => {
    const approved = stated.does('anna', { kind: 'publishPicture', seen: 3 });
    expect(approved.last.text).toBe('Situationsbillede S1 godkendt og sendt, næste senest kl. 03.17');
    const draft = stated.does('peter', { kind: 'publishPicture', seen: 3 });
    expect(draft.crisis.picture.versions[0]?.approved).toBeUndefined();
    expect(draft.when('peter', { kind: 'approvePicture', version: 1 })).toMatchObject({ code: 'notAllowed' });
    const unled = started('lise').when('peter', { kind: 'approvePicture', version: 1 });
    expect(unled).toMatchObject({
      text: 'Kun kriselederen kan godkende situationsbilledet, og der er ingen endnu. Skriv »jeg tager rollen kriseleder«, eller ring 96 11 00 00 (Digital Drifts beredskabstelefon).',
    });
    const after = draft.does('anna', { kind: 'approvePicture', version: 1 });
    expect(after.crisis.picture.versions[0]?.approved?.by.name).toBe('Anna Holm');
  });

  it('is not sent unseen: what has changed since it was looked at is looked at again', () => {
    const changed = stated.does('jens', says({ ...mail, text: 'Mail og telefoni er nede' }));
    expect(changed.when('anna', { kind: 'publishPicture', seen: 3 })).toMatchObject({ code: 'outdated' });
    expect(started().when('anna', { kind: 'publishPicture', seen: 99 })).toMatchObject({ code: 'invalid' });
  });

  it('is not sent a second time by whoever has not seen that it was', () => {
    const sent = stated.does('anna', { kind: 'publishPicture', seen: 3 });
    expect(sent.when('jens', { kind: 'publishPicture', seen: 3 })).toMatchObject({
      code: 'already',
      text: 'S1 er sendt af Anna Holm kl. 02.17, siden du så billedet.',
    });
    const again = sent.does('jens', { kind: 'publishPicture', seen: sent.last.number });
    expect(again.crisis.picture.versions).toHaveLength(2);
  });

  it('promises the next; what is overdue is reminded of once, to the log officer', () => {
    const late = stated.at(61);
    const [command] = due(late.crisis, '2026-11-23T02:15:00.000Z').filter(
      ({ kind }) => kind === 'remindPicture',
    );
    expect(command).toMatchObject({ people: [{ id: 'peter' }] });
    const reminded = late.ticks();
    expect(due(reminded.crisis, '2026-11-23T02:20:00.000Z').map(({ kind }) => kind)).not.toContain(
      'remindPicture',
    );
    const sent = reminded.does('anna', {
      kind: 'publishPicture',
      seen: 99,
      nextDue: '2026-11-23T04:00:00.000Z',
    });
    expect(pictureDue(sent.crisis)).toBe('2026-11-23T04:00:00.000Z');
  });
});

describe('after the end', () => {
  const ended = started().does('anna', melding).does('anna', { kind: 'end', remark: '' });

  it('the log takes what is done with the record, and nothing else', () => {
    expect(ended.when('anna', melding)).toMatchObject({ code: 'ended' });
    const course = ended
      .does('anna', { kind: 'noteExport', formats: ['pdf', 'csv'], upTo: 3 })
      .does('anna', { kind: 'setCaseNumber', caseNumber: ' 24/1234 ' })
      .does('jens', {
        kind: 'evaluate',
        answers: [{ question: 'good', coreTask: 'staff', text: 'Hurtigt' }],
      });
    expect(course.crisis).toMatchObject({ caseNumber: '24/1234', ended: { how: 'closed' } });
    expect(course.crisis.people.jens?.receiptAt).toBeUndefined();
  });

  it('a crisis is opened again with a reason, and goes on in the same log', () => {
    expect(ended.when('anna', { kind: 'reopen', reason: '' })).toMatchObject({ code: 'invalid' });
    const course = ended.does('anna', { kind: 'reopen', reason: 'Strømmen er væk igen' });
    expect(course.crisis.ended).toBeUndefined();
    expect(course.does('anna', melding).last.number).toBe(5);
    expect(pictureDue(course.at(500).does('anna', melding).crisis)).toBe(pictureDue(course.crisis));
    const late = ended.at(500).does('anna', { kind: 'reopen', reason: 'Strømmen er væk igen' });
    expect(pictureDue(late.crisis) > late.last.at).toBe(true);
    expect(course.when('anna', { kind: 'reopen', reason: 'igen' })).toMatchObject({ code: 'notAllowed' });
  });

  it('what is left has owners by name, of tasks that are there', () => {
    const task = started().does('anna', { kind: 'note', type: 'opgave', text: 'Rul nødstrøm tilbage' });
    const owner = { id: 'jens', name: 'Jens Krogh' };
    expect(task.does('anna', { kind: 'end', remark: '', owners: [{ task: 2, owner }] }).last.text).toBe(
      'Krisen er slut. Går videre med det, der er tilbage: Jens Krogh (nr. 2)',
    );
    expect(task.when('anna', { kind: 'end', remark: '', owners: [{ task: 1, owner }] })).toMatchObject({
      code: 'invalid',
    });
  });
});

describe('a CPR number', () => {
  it.each(['010190-1234', 'CPR 0101901234.', '310199 4321', '(010190-1234)'])('is seen in »%s«', (text) => {
    expect(looksLikeCpr(text)).toBe(true);
    expect(looksLikeCpr(withoutCpr(text))).toBe(false);
  });

  it.each([
    '96 11 00 01',
    '+4596110001',
    '24/1234',
    '991390-1234',
    '12345678901',
    'kl. 13.40-14.20',
    '20261123-0114',
  ])('is not seen in »%s«', (text) => expect(looksLikeCpr(text)).toBe(false));
});
