import { describe, expect, it } from 'vitest';
import { announce } from '../../src/domain/announce.ts';
import { person, started } from '../domain/course.ts';

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
    const told = said(course).filter(({ to }) => to === 'mette');
    expect(told.map(({ id }) => id)).toEqual(['4-card-mette', '6-text-mette']);
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
      `KRISE: ${name} kan ikke tage rollen Proces/teknik/bygning/systemer. Den er ubesat – fordel den.`,
    ]);
    const filled = course.does('anna', {
      kind: 'assignRole',
      role: 'solutionOfficer',
      to: person('mette'),
    });
    expect(said(filled).some(({ text }) => text.includes('ubesat'))).toBe(false);
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
