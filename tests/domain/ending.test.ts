import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import { answersBy, answersByTask, evaluators } from '../../src/domain/evaluation-answers.ts';
import { type Course, person, started } from './course.ts';

const end = { kind: 'end', remark: 'Alt kører' } as const;
const answer = (text: string, coreTask: 'staff' | 'response' = 'staff') =>
  ({ kind: 'evaluate', answers: [{ question: 'good', coreTask, text }] }) as const;
const told = (course: Course) =>
  course.ledger.entries
    .flatMap((entry) => announce(entry, course.crisis))
    .filter(({ kind }) => kind !== 'sms')
    .map(({ id }) => id);

/** Jens and Lise took part, Peter said that he could not come, and Ole from outside has a role. */
const ole = { id: 'teams:1', name: 'Ole Vind' };
const course = started()
  .does('jens', { kind: 'acknowledge' })
  .does('lise', { kind: 'attend', attendance: 'online' })
  .does('peter', { kind: 'attend', attendance: 'prevented' })
  .does('anna', { kind: 'assignRole', role: 'logOfficer', to: ole });

describe('the end', () => {
  it('asks whoever took part what there is to learn, and tells the others; each hears it once', () => {
    const ended = course.does('anna', end);
    expect(told(ended).filter((id) => !id.includes('record'))).toEqual([
      '6-evaluation-anna',
      '6-evaluation-jens',
      '6-evaluation-lise',
      '6-evaluation-teams:1',
      '6-text-peter',
    ]);
    expect(announce(ended.last, ended.crisis)[0]?.text).toBe(
      'KRISE: Krisen er slut: Alt kører. Tak for indsatsen. Tre korte spørgsmål til dig.',
    );
  });

  it('gives the record to the crisis leader and whoever keeps the log, quietly, and only of what was closed', () => {
    const records = (one: Course) => told(one).filter((id) => id.includes('record'));
    const ended = course.does('anna', end);
    expect(records(ended)).toEqual(['6-record-anna', '6-record-teams:1']);
    expect(announce(ended.last, ended.crisis).find(({ kind }) => kind === 'recordCard')?.quiet).toBe(true);
    expect(records(started('anna', { exercise: true }).does('anna', end))).toEqual(['2-record-anna']);
    expect(records(started().does('anna', { kind: 'callOff', reason: 'Test' }))).toEqual([]);
    expect(records(ended.does('jens', { kind: 'reopen', reason: 'Strømmen er væk igen' }))).toEqual([]);
  });

  it('asks in an exercise too, but not after a false alarm or where a real crisis broke in', () => {
    const drill = started('anna', { exercise: true }).does('anna', end);
    expect(told(drill)).toContain('2-evaluation-anna');
    const called = started().does('anna', { kind: 'callOff', reason: 'Test' });
    const broken = started('anna', { exercise: true }).does(
      { id: 'system', name: 'Krisebot' },
      { kind: 'interrupt' },
    );
    for (const one of [called, broken]) expect(told(one).filter((id) => id.includes('eval'))).toEqual([]);
  });

  it('lets nothing more into the log but what is done with a record', () => {
    const ended = course.does('anna', end);
    const late = [
      { kind: 'raiseAlarm', text: 'Vand i kælderen' },
      { kind: 'chooseChannel' },
      { kind: 'linkPerson', person: person('lise'), accountId: 'a1' },
      { kind: 'note', type: 'melding', text: 'For sent' },
    ] as const;
    for (const body of late) expect(ended.when('anna', body)).toMatchObject({ code: 'ended' });
    expect(ended.when('anna', { kind: 'setCaseNumber', caseNumber: '24/1234' })).not.toHaveProperty('code');
    const files = { kind: 'noteExport', formats: ['pdf'] } as const;
    expect(ended.when('anna', { ...files, upTo: 6 })).not.toHaveProperty('code');
    expect(ended.when('anna', { ...files, upTo: 7 })).toMatchObject({ code: 'invalid' });
    expect(ended.when('anna', { ...files, upTo: 0 })).toMatchObject({ code: 'invalid' });
  });

  it('by a real crisis is no end to go on from', () => {
    const system = { id: 'system', name: 'Krisebot' };
    const broken = started('anna', { exercise: true }).does(system, { kind: 'interrupt' });
    expect(broken.when('anna', { kind: 'reopen', reason: 'Igen' })).toMatchObject({ code: 'invalid' });
  });

  it('is not said any more once the crisis was opened again, and everyone is called instead', () => {
    const open = course.does('anna', end).does('jens', { kind: 'reopen', reason: 'Strømmen er væk igen' });
    const ids = told(open);
    expect(ids.filter((id) => id.startsWith('6-'))).toEqual([]);
    expect(ids.filter((id) => id.startsWith('7-'))).toEqual([
      '7-card-anna',
      '7-card-lise',
      '7-card-peter',
      '7-card-teams:1',
    ]);
    expect(announce(open.last, open.crisis)[0]?.text).toBe(
      'KRISE: Krisen er genåbnet: Strømmen er væk igen. Se, hvad du er bedt om.',
    );
  });

  it('asks nobody twice who has answered before it was opened again', () => {
    const again = course
      .does('anna', end)
      .does('jens', answer('Alle kom hurtigt'))
      .does('jens', { kind: 'reopen', reason: 'igen' })
      .does('anna', end);
    const ids = told(again);
    expect(ids).toContain('9-evaluation-lise');
    expect(ids).not.toContain('9-evaluation-jens');
    expect(ids).toContain('9-text-jens');
    expect(ids.filter((id) => id.startsWith('6-'))).toEqual([]);
  });

  it('says nothing of an earlier reopening', () => {
    const twice = course
      .does('anna', end)
      .does('jens', { kind: 'reopen', reason: 'en' })
      .does('anna', end)
      .does('jens', { kind: 'reopen', reason: 'to' });
    expect(told(twice).filter((id) => id.startsWith('7-'))).toEqual([]);
    expect(told(twice).filter((id) => id.startsWith('9-'))).not.toEqual([]);
  });
});

describe('the answers', () => {
  const ended = course.does('anna', end);

  it('are each person’s newest, whole', () => {
    const first = ended.does('jens', answer('Alle kom hurtigt'));
    const second = first.does('jens', answer('Nødstrømmen holdt', 'response'));
    expect(answersBy(second.ledger.entries, 'jens')).toMatchObject([
      { text: 'Nødstrømmen holdt', coreTask: 'response', entry: 8, name: 'Jens Krogh' },
    ]);
    expect(second.crisis.evaluatedBy).toEqual(['jens']);
  });

  it('stand under the core task each is about', () => {
    const both = ended.does('jens', answer('Hurtigt')).does('lise', answer('Godt', 'response'));
    expect(answersByTask(both.ledger.entries, both.crisis)).toMatchObject([
      { task: 'staff', answers: [{ text: 'Hurtigt' }] },
      { task: 'response', answers: [{ text: 'Godt' }] },
    ]);
  });

  it('are asked of those who took part, and of whoever holds a role', () => {
    expect(evaluators(course.crisis)).toEqual(['anna', 'jens', 'lise', 'teams:1']);
    const prevented = course.does('anna', { kind: 'assignRole', role: 'commsInternal', to: person('peter') });
    expect(evaluators(prevented.crisis)).toContain('peter');
  });
});
