import './strict.ts';
import { describe, expect, it } from 'vitest';
import { alarmCard } from '../../src/cards/alarm.ts';
import { assignCard } from '../../src/cards/assign.ts';
import { callCard } from '../../src/cards/call.ts';
import { closedCard } from '../../src/cards/closed.ts';
import { endCard } from '../../src/cards/end.ts';
import { evaluationCard } from '../../src/cards/evaluation.ts';
import { keepCard } from '../../src/cards/keep.ts';
import { placeCard } from '../../src/cards/place.ts';
import { runningCard } from '../../src/cards/running.ts';
import { startedCard } from '../../src/cards/started.ts';
import { whenCard } from '../../src/cards/when.ts';
import { withActor, withExercise } from '../../src/cards/with-actor.ts';
import { actionsOf, inputsOf, isJson, linesOf, textOf, verbsOf } from './card-tree.ts';
import { closed } from './ending-scenes.ts';
import { longPlan } from './long-plan.ts';
import { night, person, play } from './play.ts';
import { allSet, ended, exercise, leaderless, midway, noPlaceLeft, secondPlace, started } from './scenes.ts';
import { testPlan } from './test-plan.ts';

describe('the meeting place card', () => {
  it('proposes the plan’s first place and lets whoever decides take it, refuse it, or meet by phone', () => {
    const card = placeCard(started, true);
    expect(linesOf(card).slice(0, 2)).toEqual(['MØDESTED · FORSLAG 1 AF 4', 'Mødelokale 3, Rådhuspladsen 1']);
    const choices = actionsOf(card).flatMap(({ data }) =>
      isJson(data) && data.valg ? [[data.valg, data.sted]] : [],
    );
    expect(choices).toEqual([
      ['bekræft', 'lokale-3'],
      ['online', undefined],
      ['afvis', 'lokale-3'],
    ]);
  });

  it('proposes the next place after a refusal, and keeps the reason', () => {
    const text = textOf(placeCard(secondPlace, true));
    expect(text).toContain('FORSLAG 2 AF 4\nKriseleders kontor');
    expect(text).toContain('✖ Mødelokale 3, Rådhuspladsen 1 Ingen strøm');
  });

  it('asks a reader whether they come before it lists anything', () => {
    const lines = linesOf(placeCard(midway, false));
    expect(lines.indexOf('Kommer du?')).toBeLessThan(lines.indexOf('Hvem er med'));
  });

  it('ends at phone or Teams when no place can be used', () => {
    const card = placeCard(noPlaceLeft, true);
    expect(linesOf(card)[1]).toBe('Telefon/Teams');
    expect(inputsOf(card)).toEqual([]);
  });

  it('names the crisis leader with number to everyone else, without their buttons', () => {
    const card = placeCard(started, false);
    expect(textOf(card)).toContain('Kriselederen bestemmer: Anna Holm 96 11 00 01');
    expect(verbsOf(card)).not.toContain('mødested');
  });

  it('has the text for an SMS ready once it is decided', () => {
    const [sms] = inputsOf(placeCard(exercise, false));
    expect(sms?.id).toBe('sms');
    expect(String(sms?.value)).toMatch(/^ØVELSE: .*Mødelokale 3, Rådhuspladsen 1/);
  });
});

describe('the call card', () => {
  it('shows one person with the number large, and one tap for each outcome', () => {
    const card = callCard(midway);
    expect(linesOf(card).slice(0, 4)).toEqual([
      'RING NU · 1 MANGLER AT SVARE',
      'Lise Bro',
      'Leder af servicedesk',
      '☎ 96 11 00 04',
    ]);
    const outcomes = actionsOf(card).flatMap(({ data }) =>
      isJson(data) && data.udfald ? [data.udfald] : [],
    );
    expect(outcomes).toEqual(['coming', 'noAnswer', 'notComing', 'takesRole']);
  });

  it('comes to whoever has been tried least, and can be turned to anyone', () => {
    expect(linesOf(callCard(leaderless))[1]).toBe('Anna Holm');
    expect(linesOf(callCard(leaderless, 'lise'))[1]).toBe('Lise Bro');
  });

  it('says so when everyone is reached', () => {
    expect(textOf(callCard(allSet))).toContain('✔ Alle har svaret.');
  });
});

describe('the card for handing out roles', () => {
  it('has the names as buttons, those left out who cannot', () => {
    const names = actionsOf(assignCard(midway, 'commsInternal')).filter(({ verb }) => verb === 'rolle');
    expect(names.map(({ title }) => title)).toEqual(['Anna Holm', 'Jens Krogh', 'Lise Bro', 'Peter Lund']);
    expect(names[0]?.data).toMatchObject({ rolle: 'commsInternal', person: 'anna' });
  });

  it('is a list with one button when the names are many', () => {
    const card = assignCard(play(longPlan, {}), 'commsInternal');
    const [list] = inputsOf(card);
    expect(list?.id).toBe('person');
    expect(actionsOf(card).filter(({ verb }) => verb === 'rolle')).toHaveLength(1);
  });

  it('begins with an empty role, also when asked for one that is taken', () => {
    expect(linesOf(assignCard(midway, 'crisisLeader'))).toContain('Kommunikation, ekstern');
  });
});

describe('the cards around the start', () => {
  it('ask who reported it, with every source of the plan, and when it began', () => {
    const sources = actionsOf(startedCard(started)).filter(({ verb }) => verb === 'meldt');
    expect(sources.map(({ title }) => title)).toEqual(testPlan.alarmSources.map(({ short }) => short));
    expect(textOf(whenCard(started))).toContain('Hvornår begyndte det?');
  });

  it('confirm what was noted, and ask no more', () => {
    expect(textOf(whenCard(midway))).toContain('✔ Meldt af: Overvågning\n✔ Begyndt kl. 02.05');
    expect(inputsOf(whenCard(midway))).toEqual([]);
  });

  it('give the text back to whoever starts what is running', () => {
    const card = runningCard(midway, 'Strømmen er væk igen');
    expect(linesOf(card)[0]).toBe('KRISEN ER I GANG (STARTET KL. 02.14)');
    expect(inputsOf(card)).toMatchObject([{ id: 'tekst', value: 'Strømmen er væk igen' }]);
    expect(verbsOf(card)).toEqual(['set', 'status', 'melding']);
  });

  it('tell the crisis organisation of an alarm: who, when, whom to phone, and how to start', () => {
    const card = alarmCard(testPlan, {
      at: night,
      by: person(testPlan, 'peter'),
      text: 'Ingen kan logge på',
    });
    expect(textOf(card)).toContain('Fra Peter Lund kl. 02.14, 23. november 2026');
    expect(textOf(card)).toContain('Ring til Peter Lund\n96 11 00 02');
    expect(actionsOf(card)[0]).toMatchObject({ verb: 'start', style: 'positive' });
    expect(inputsOf(card)).toMatchObject([{ id: 'tekst', value: 'Ingen kan logge på' }]);
  });

  it('never lose a text: without a crisis it can start one or become an alarm', () => {
    expect(verbsOf(keepCard('Ikke gemt', 'Brand', testPlan))).toEqual(['alarm', 'start']);
    expect(verbsOf(keepCard('Ikke gemt', 'Brand', testPlan, 'K-2026-07'))).toEqual(['log']);
  });
});

describe('the end card', () => {
  it('tells what remains, and ends with one tap', () => {
    const card = endCard(midway, true);
    expect(textOf(card)).toContain('○ Har ikke svaret: Lise Bro');
    expect(textOf(card)).toContain('• Beslut at slutte');
    expect(actionsOf(card)[0]).toMatchObject({ title: 'Afslut krisen', verb: 'slut', style: 'positive' });
    expect(actionsOf(endCard(exercise, true))[0]).toMatchObject({ title: 'Afslut øvelsen' });
  });

  it('is the closing card once it has ended', () => {
    expect(linesOf(endCard(ended, true))[0]).toBe('KRISEN ER SLUT');
  });

  it('tells whoever was named to go on with a task, on the card that asks what there is to learn', () => {
    expect(textOf(evaluationCard(closed, 'jens'))).toMatch(/Du går videre med nr. 8 \(.+\)\./);
    expect(textOf(evaluationCard(closed, 'lise'))).not.toContain('Du går videre');
  });

  it('counts one entry as one', () => {
    expect(textOf(closedCard(started))).toContain('· 1 post ·');
  });
});

describe('what stands above a card', () => {
  it('says who acts in the local trial, and still ØVELSE first in an exercise', () => {
    expect(linesOf(withActor(callCard(midway), 'Anna Holm'))[0]).toBe('Prøve: du handler som Anna Holm');
    expect(linesOf(withActor(callCard(exercise), 'Anna Holm'))[0]).toBe(
      'ØVELSE · Prøve: du handler som Anna Holm',
    );
  });

  it('marks a card as an exercise once', () => {
    const plain = callCard(midway);
    expect(linesOf(withExercise(plain))[0]).toBe('ØVELSE');
    expect(withExercise(withExercise(plain))).toEqual(withExercise(plain));
    expect(withExercise(callCard(exercise))).toEqual(callCard(exercise));
  });
});
