import { describe, expect, it } from 'vitest';
import { toCall } from '../../src/domain/overview.ts';
import { person, started, system } from './course.ts';

const confirm = (placeId: string) => ({ kind: 'confirmPlace', placeId }) as const;
const reject = (placeId: string, reason: string) => ({ kind: 'rejectPlace', placeId, reason }) as const;

describe('the meeting place', () => {
  it('is confirmed by the crisis leader', () => {
    const course = started().does('anna', confirm('lokale-3'));
    expect(course.last.text).toBe('Mødested: Mødelokale 3, Rådhuspladsen 1');
    expect(course.crisis.place.decided).toMatchObject({ provisional: false });
    expect(course.when('jens', confirm('kontor'))).toMatchObject({ code: 'notAllowed' });
  });

  it('is provisional while there is no leader, and the leader makes it final', () => {
    const course = started('jens').does('lise', confirm('kontor'));
    expect(course.last.text).toContain('(foreløbigt)');
    const final = course
      .does('anna', { kind: 'takeRole', role: 'crisisLeader' })
      .does('anna', confirm('kontor'));
    expect(final.crisis.place.decided).toMatchObject({ provisional: false });
  });

  it('goes to the next on the list when one cannot be used, with the reason in the log', () => {
    const course = started().does('anna', reject('lokale-3', 'Ingen strøm'));
    expect(course.last).toMatchObject({ text: 'Mødelokale 3, Rådhuspladsen 1 kan ikke bruges: Ingen strøm' });
    expect(course.crisis.place.current.id).toBe('kontor');
    expect(course.when('anna', reject('lokale-3', 'igen'))).toMatchObject({ code: 'already' });
  });

  it('is phone or Teams when the whole list is unusable, and can always be that', () => {
    const places = ['lokale-3', 'kontor', 'andet-lokale', 'biblioteket'];
    const course = places.reduce((so, id) => so.does('anna', reject(id, 'Brand')), started());
    expect(course.crisis.place.current.id).toBe('online');
    expect(started().does('anna', confirm('online')).crisis.place.current.name).toBe('Telefon/Teams');
  });

  it('stays decided when another place is said to be unusable', () => {
    const course = started().does('anna', confirm('biblioteket')).does('anna', reject('lokale-3', 'Røg'));
    expect(course.crisis.place).toMatchObject({
      current: { id: 'biblioteket' },
      decided: { provisional: false },
    });
  });

  it('is refused when the plan does not list it', () => {
    expect(started().when('anna', confirm('månen'))).toMatchObject({ code: 'invalid' });
  });
});

describe('who has been reached', () => {
  it('lists everyone without a receipt for phoning', () => {
    expect(toCall(started('anna').crisis).map(({ contact }) => contact.id)).toEqual([
      'jens',
      'lise',
      'peter',
    ]);
  });

  it('takes any sign of life as the receipt, once', () => {
    const course = started().does('lise', { kind: 'acknowledge' });
    expect(toCall(course.crisis).map(({ contact }) => contact.id)).not.toContain('lise');
    expect(course.when('lise', { kind: 'acknowledge' })).toMatchObject({ code: 'already' });
  });

  it('counts what was said by phone as said by the person', () => {
    const course = started().does('anna', { kind: 'phone', person: person('jens'), outcome: 'takesRole' });
    expect(course.last).toMatchObject({
      type: 'rolle',
      text: expect.stringContaining('Ringet til Jens Krogh: tager'),
    });
    expect(course.crisis.roles.solutionOfficer.holders).toMatchObject([{ id: 'jens', confirmed: true }]);
    expect(course.crisis.people.jens).toMatchObject({ receiptBy: 'phone' });
  });

  it('does not take an alarm from before the start as a receipt', () => {
    const earlier = { kind: 'raiseAlarm', text: 'Mail nede', raisedAt: '2026-11-22T20:00:00.000Z' } as const;
    const course = started().does('lise', earlier);
    expect(toCall(course.crisis).map(({ contact }) => contact.id)).toContain('lise');
  });

  it('does not send someone who is there back on the way', () => {
    const course = started()
      .does('lise', { kind: 'attend', attendance: 'present' })
      .does('anna', { kind: 'phone', person: person('lise'), outcome: 'coming' });
    expect(course.crisis.people.lise).toMatchObject({ attendance: 'present' });
  });

  it('keeps someone without contact on the list after a call nobody answered, with the attempt', () => {
    const course = started().does('anna', { kind: 'phone', person: person('jens'), outcome: 'noAnswer' });
    expect(toCall(course.crisis).find(({ contact }) => contact.id === 'jens')).toMatchObject({ attempts: 1 });
  });

  it('does not let a phone call take a role from its holder', () => {
    const course = started()
      .does('lise', { kind: 'takeRole', role: 'logOfficer' })
      .when('anna', { kind: 'phone', person: person('jens'), outcome: 'takesRole', role: 'logOfficer' });
    expect(course).toMatchObject({ code: 'taken', text: expect.stringContaining('Lise Bro') });
  });

  it('notes someone Teams cannot reach, once', () => {
    const report = { kind: 'reportUnreachable', person: person('lise'), cause: 'blocked' } as const;
    const course = started().does(system, report);
    expect(course.crisis.people.lise).toMatchObject({ unreachable: 'blocked' });
    expect(course.when(system, report)).toMatchObject({ code: 'already' });
  });

  it('keeps how each takes part and when they are expected', () => {
    const course = started().does('lise', {
      kind: 'attend',
      attendance: 'onTheWay',
      expectedAt: '2026-11-23T01:50:00.000Z',
    });
    expect(course.last.text).toBe('Lise Bro er på vej, ventes kl. 02.50');
    expect(course.does('lise', { kind: 'attend', attendance: 'present' }).crisis.people.lise).toMatchObject({
      attendance: 'present',
      expectedAt: undefined,
    });
  });
});
