import './strict.ts';
import { describe, expect, it } from 'vitest';
import { declineCard } from '../../src/cards/decline.ts';
import { personalCard } from '../../src/cards/personal.ts';
import { planCard } from '../../src/cards/plan.ts';
import { rolesAsked } from '../../src/domain/crisis.ts';
import { actionsOf, isJson, linesOf, textOf } from './card-tree.ts';
import { reopened } from './ending-scenes.ts';
import { play, type Step } from './play.ts';
import {
  allSet,
  calledOff,
  ended,
  exercise,
  handingOver,
  interrupted,
  leaderPrevented,
  midway,
  refusing,
  silent,
  silentLeader,
  started,
} from './scenes.ts';
import { testPlan } from './test-plan.ts';

describe('the personal card', () => {
  it('asks for each role offered, with one button to take it and one to decline', () => {
    const taps = actionsOf(personalCard(started, 'jens'))
      .filter(({ verb }) => verb === 'jeg tager rollen' || verb === 'kan ikke')
      .map(({ verb, data }) => [verb, isJson(data) ? data.rolle : undefined]);
    const asked = rolesAsked(started.crisis, 'jens');
    expect(asked).toHaveLength(3);
    expect(taps).toEqual(
      asked.flatMap((role) => [
        ['jeg tager rollen', role],
        ['kan ikke', role],
      ]),
    );
  });

  it('says first that the crisis is opened again, when and why', () => {
    expect(linesOf(personalCard(reopened, 'jens'))[3]).toBe('Genåbnet kl. 05.24: Strømmen er væk igen');
    expect(textOf(personalCard(midway, 'jens'))).not.toContain('Genåbnet');
  });

  it('says who else is asked: the first gets the role', () => {
    expect(textOf(personalCard(started, 'peter'))).toContain('4 er spurgt. Den første får rollen.');
  });

  it('tells apart the two scopes of communication', () => {
    expect(textOf(personalCard(started, 'lise'))).toMatch(/kommunikation.*intern/i);
  });

  it('asks for a yes to a role that was assigned', () => {
    const lines = linesOf(personalCard(refusing, 'jens'));
    const asked = lines.indexOf('Du har fået rollen. Tager du den?');
    expect(lines[asked + 1]).toBe('Situationsbillede, log og dokumentation');
  });

  it('begins with the lead for whoever leads, and their tools', () => {
    const lines = linesOf(personalCard(midway, 'anna'));
    expect(lines.slice(3, 5)).toEqual(['Din rolle', 'Kriseleder']);
    expect(textOf(personalCard(midway, 'anna'))).toMatch(/\[Mødested\]\n\[Fordel roller\]\n\[Ring nu\]/);
  });

  it('shows the first tasks of a role held, and that they are no words of the plan', () => {
    const text = textOf(personalCard(allSet, 'jens'));
    expect(text).toContain('1. Stop spredning\nOpgaverne er forslag, ikke fra delplanen.');
  });

  it('says of a task what the plan card says of it', () => {
    const doctrine = (index: number) => ({
      id: `T${index}`,
      phase: '0-5' as const,
      text: `Opgave ${index}`,
      source: 'doktrin' as const,
    });
    const roles = testPlan.roles.map((role) => ({ ...role, tasks: [doctrine(1), doctrine(2)] }));
    const plan = { ...testPlan, roles };
    const said = 'almindelig krisestyring, ikke fra delplanen';
    expect(textOf(planCard(plan, 'kriseleder'))).toContain(said);
    const others = roles
      .filter(({ id }) => id !== 'crisisLeader')
      .map(({ id }): Step => [1, 'jens', { kind: 'takeRole', role: id }]);
    expect(textOf(personalCard(play(plan, {}, others), 'anna'))).toContain(`Opgaverne er ${said}.`);
  });

  it('shows no task before every question is answered; all tasks are a tap away', () => {
    const card = personalCard(midway, 'jens');
    expect(textOf(card)).toContain('Kan du tage rollen?');
    expect(textOf(card)).not.toContain('1. Stop spredning');
    expect(actionsOf(card)).toContainEqual(
      expect.objectContaining({
        title: 'Opgaver',
        verb: 'plan',
        data: expect.objectContaining({ opgaver: 'solutionOfficer' }),
      }),
    );
  });

  it('has a way to the tasks of every role held', () => {
    const ledger = play(testPlan, {}, [
      [1, 'jens', { kind: 'takeRole', role: 'solutionOfficer' }],
      [2, 'jens', { kind: 'takeRole', role: 'peopleOfficer' }],
    ]);
    const roles = actionsOf(personalCard(ledger, 'jens')).flatMap(({ data }) =>
      isJson(data) && data.opgaver ? [data.opgaver] : [],
    );
    expect(roles).toEqual(['opgaver']);
  });

  it('shows three tasks at most, and marks single ones where some are the plan’s own', () => {
    const tasks = Array.from({ length: 12 }, (_, index) => ({
      id: `T${index}`,
      phase: '0-5' as const,
      text: `Opgave ${index}`,
      source: index === 0 ? ('delplan' as const) : ('doktrin' as const),
    }));
    const plan = { ...testPlan, roles: testPlan.roles.map((role) => ({ ...role, tasks })) };
    const answered = testPlan.roles
      .filter(({ id }) => id !== 'crisisLeader')
      .map(({ id }): Step => [1, 'jens', { kind: 'takeRole', role: id }]);
    const lines = linesOf(personalCard(play(plan, {}, answered), 'anna'));
    expect(lines.filter((line) => /^\d+\. Opgave/.test(line))).toHaveLength(3);
    expect(lines).toContain('1. Opgave 0');
    expect(lines).toContain('2. Opgave 1 (almindelig krisestyring, ikke fra delplanen)');
  });

  it('prints place, crisis leader, both numbers, and where to go without contact', () => {
    const text = textOf(personalCard(midway, 'lise'));
    for (const wanted of [
      '✔ Mødelokale 3, Rådhuspladsen 1',
      'Anna Holm 96 11 00 01',
      '96 11 00 00',
      'Ingen kontakt? Mød på Rådhuspladsen 1.',
    ]) {
      expect(text).toContain(wanted);
    }
  });

  it('asks someone on the way when they arrive, in one tap', () => {
    const card = personalCard(refusing, 'jens');
    expect(textOf(card)).toContain('Du er på vej. Hvornår er du fremme?');
    const times = actionsOf(card).flatMap(({ data }) => (isJson(data) && data.tid ? [data.tid] : []));
    expect(times).toEqual(['om 15 min', 'om 30 min', 'om 1 time']);
  });

  it('asks whoever cannot come or said no whether they can after all', () => {
    expect(textOf(personalCard(refusing, 'peter'))).toContain('Du er meldt forhindret. Kommer du alligevel?');
    expect(textOf(personalCard(refusing, 'lise'))).toContain(
      'Du har sagt nej til rollen. Kommer du alligevel?',
    );
  });

  it('asks nobody to do more once it has ended', () => {
    expect(textOf(personalCard(ended, 'lise'))).toContain('Krisen er slut. Tak for indsatsen.');
    expect(textOf(personalCard(calledOff, 'lise'))).toContain('Falsk alarm. Du skal ikke gøre mere.');
    expect(textOf(personalCard(interrupted, 'lise'))).toContain('afbrudt af en rigtig hændelse');
    expect(textOf(personalCard(ended, 'lise'))).not.toContain('[På vej]');
  });

  it('is the same card after a note that changes nothing for the person', () => {
    const before = play(testPlan, {}, []);
    const after = play(testPlan, {}, [[1, 'anna', { kind: 'note', type: 'melding', text: 'Stadig mørkt' }]]);
    expect(personalCard(after, 'lise')).toEqual(personalCard(before, 'lise'));
  });

  it('offers four reasons for a no, none of them typed', () => {
    const taps = actionsOf(declineCard(exercise, 'logOfficer')).filter(({ verb }) => verb === 'kan ikke');
    expect(taps.map(({ title }) => title)).toEqual(['Optaget', 'Bortrejst', 'Syg', 'Andet']);
    expect(taps.map(({ data }) => (isJson(data) ? data.grund : ''))).toEqual([
      'busy',
      'away',
      'ill',
      'other',
    ]);
  });
});

describe('what nobody has answered', () => {
  it('is offered to everyone once it is open, but not to whoever leads', () => {
    const text = textOf(personalCard(silent, 'lise'));
    expect(text).toContain('Ledig rolle. Kan du?\nProces/teknik/bygning/systemer');
    expect(text).toContain('Ingen har svaret. Nu kan alle tage rollen.');
    expect(textOf(personalCard(silent, 'anna'))).not.toMatch(/Ledig rolle|Kan du tage rollen/);
  });

  it('waits below one’s own questions where the plan left it open from the start', () => {
    expect(textOf(personalCard(started, 'lise'))).not.toContain('Ledig rolle');
    expect(textOf(personalCard(midway, 'peter'))).not.toContain('Ledig rolle');
    expect(textOf(personalCard(play(testPlan, {}, answeredAll), 'lise'))).toContain('Ledig rolle. Kan du?');
  });

  it('is the lead itself for the next in line', () => {
    expect(textOf(personalCard(silentLeader, 'jens'))).toContain('Kan du tage rollen?\nKriseleder');
  });
});

const answeredAll: readonly Step[] = [
  [1, 'lise', { kind: 'takeRole', role: 'commsInternal' }],
  [2, 'peter', { kind: 'takeRole', role: 'logOfficer' }],
  [3, 'jens', { kind: 'takeRole', role: 'peopleOfficer' }],
];

describe('a handover', () => {
  it('is asked of the one who is to take over, with one tap for yes and one for no', () => {
    const text = textOf(personalCard(handingOver, 'jens'));
    expect(text).toContain('Anna Holm vil overlevere rollen til dig\nKriseleder');
    expect(text).toContain('[Jeg overtager]\n[Kan ikke]');
  });

  it('stays in sight for the holder until it is answered, with a way back', () => {
    const text = textOf(personalCard(handingOver, 'anna'));
    expect(text).toContain('Jens Krogh er bedt om at overtage rollen. Til da er den din.');
    expect(text).toContain('[Fortryd overlevering]');
  });
});

describe('a leader who is away', () => {
  it('is said to be, and anyone may take over with one tap', () => {
    const text = textOf(personalCard(leaderPrevented, 'lise'));
    expect(text).toContain('Anna Holm er forhindret\nKriseleder\nRing først, hvis du kan.');
    expect(textOf(personalCard(leaderPrevented, 'anna'))).not.toContain('Anna Holm er forhindret');
  });
});
