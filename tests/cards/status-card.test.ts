import './strict.ts';
import { describe, expect, it } from 'vitest';
import { statusCard } from '../../src/cards/status.ts';
import { actionsOf, linesOf, textOf, verbsOf } from './card-tree.ts';
import { play } from './play.ts';
import { allSet, calledOff, crowded, ended, leaderless, midway, refusing, started } from './scenes.ts';
import { testPlan } from './test-plan.ts';

describe('the status card', () => {
  it('says what is missing before what is fine', () => {
    const headings = ['Mangler nu', 'Det næste', 'Mødested', 'Besatte roller'];
    expect(linesOf(statusCard(midway)).filter((line) => headings.includes(line))).toEqual(headings);
  });

  it('names empty roles first, then those asked, then whom to phone, with numbers', () => {
    const lines = linesOf(statusCard(midway));
    const from = lines.indexOf('Mangler nu');
    expect(lines.slice(from + 1, from + 5)).toEqual([
      '✖ Kommunikation, ekstern – UBESAT i planen: Kommunikationsteamet',
      '○ Involverede personer – IT-ledergruppen (4) er spurgt',
      '○ Kommunikation, intern – Lise Bro er spurgt',
      '☎ Lise Bro 96 11 00 04 har ikke svaret',
    ]);
  });

  it('has the buttons that mend it right below what is missing', () => {
    const { body } = statusCard(midway) as { body: readonly { items?: readonly object[] }[] };
    const missing = body.findIndex((part) => linesOf(part)[0] === 'Mangler nu');
    expect(actionsOf(body[missing + 1] ?? {}).map(({ title }) => title)).toEqual([
      'Ring nu',
      'Fordel roller',
    ]);
  });

  it('says that nothing is missing when nothing is', () => {
    const text = textOf(statusCard(allSet));
    expect(text).toContain('✔ Alle roller er besat, og alle har svaret');
    expect(text).not.toContain('Mangler nu');
    expect(verbsOf(statusCard(allSet))).not.toContain('ring');
  });

  it('tells what phoning has achieved, and whom Teams does not know', () => {
    const text = textOf(statusCard(leaderless));
    expect(text).toContain('☎ Lise Bro 96 11 00 04 Jens Krogh ringede kl. 02.19: intet svar · 2 opkald');
    expect(text).toContain('☎ Peter Lund 96 11 00 02 har ikke svaret · kendes ikke i Teams');
  });

  it('calls an open meeting place open, with the proposal', () => {
    const text = textOf(statusCard(started));
    expect(text).toContain('○ Afventer kriselederen\nForslag: Mødelokale 3, Rådhuspladsen 1');
  });

  it('says whose decision holds only until there is a crisis leader', () => {
    expect(textOf(statusCard(leaderless))).toContain(
      'Foreløbigt: Jens Krogh kl. 02.20 – afventer kriselederen',
    );
  });

  it('counts who comes, and when', () => {
    expect(textOf(statusCard(midway))).toContain('1 fremme · 1 på vej (kl. 02.50)');
  });

  it('never tells why someone said no: that can be about their health', () => {
    const text = textOf(statusCard(refusing));
    expect(text).toContain('UBESAT nej fra Lise Bro');
    expect(text).not.toMatch(/syg/i);
  });

  it('prints the duty phone, the entry number and when, never an age', () => {
    const lines = linesOf(statusCard(midway));
    expect(lines).toContain('Digital Drifts beredskabstelefon 96 11 00 00');
    expect(lines.at(-1)).toBe('Post nr. 12 · opdateret kl. 02.29');
    expect(lines.join(' ')).not.toMatch(/siden|minutter/);
  });

  it('stays short with many people: the rest is behind Ring nu', () => {
    const lines = linesOf(statusCard(crowded));
    expect(lines.filter((line) => line.startsWith('☎'))).toHaveLength(4);
    expect(lines).toContain('og 7 til: tryk »Ring nu«');
  });

  it('becomes the closing card: course in numbers, number and hash of the log', () => {
    const lines = linesOf(statusCard(ended));
    expect(lines[0]).toBe('KRISEN ER SLUT');
    expect(lines).toEqual(
      expect.arrayContaining(['Varede', '2 timer 50 min', 'Har svaret af de tilkaldte', '3 af 3']),
    );
    expect(lines.at(-1)).toBe('K-2026-07 · 19 poster · 9b1e 07d4');
    expect(linesOf(statusCard(calledOff))).toContain('✔ Afblæst kl. 02.22: En planlagt prøve');
  });

  it('offers to hand out roles only while one is missing', () => {
    expect(actionsOf(statusCard(started)).map(({ title }) => title)).toContain('Fordel roller');
    expect(verbsOf(statusCard(allSet))).not.toContain('fordel');
    expect(verbsOf(statusCard(play(testPlan, {})))).toContain('mødested');
  });

  it('puts a missing crisis leader first, in red, with one tap to take the seat', () => {
    const text = textOf(statusCard(leaderless));
    expect(text).toMatch(/Mangler nu\n✖ Kriseleder[^\n]*INGEN ENDNU/);
    expect(text).toContain('[Jeg tager rollen som kriseleder]');
    expect(textOf(statusCard(started))).not.toContain('INGEN ENDNU');
  });
});
