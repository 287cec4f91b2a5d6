import { expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/read-plan.ts';
import { testPlan, testPlanText } from '../fixtures/plan.ts';

/** The warnings of the fictional plan after a change that leaves it valid. */
function warningsWith(from: string, to: string): readonly string[] {
  if (!testPlanText.includes(from)) throw new Error(`the fictional plan has no "${from}"`);
  const reading = parsePlan(testPlanText.replace(from, to), 'plan.yaml');
  return reading.ok ? reading.plan.warnings : reading.faults.map(({ what }) => `fejl: ${what}`);
}

test.each([
  [
    'a group without named members, whose role is open at once',
    'Kommunikationsteamet har ingen navngivne medlemmer og intet nummer: »Kommunikation, ekstern« er åben for alle fra start.',
  ],
  [
    'a group with several roles',
    'IT-ledergruppen har flere roller: »Situationsbillede, log og dokumentation« og »Involverede personer«. Udpeg én navngiven person til hver.',
  ],
  [
    'roles without a deputy',
    'Der er ingen stedfortræder for »Proces/teknik/bygning/systemer« og »Kommunikation, intern«.',
  ],
  [
    'a crisis leader who is also the first for the top staff',
    'Anna Holm er både kriseleder og den første til kommunens øverste krisestab: aftal, hvem der leder imens.',
  ],
  [
    'what is a proposal',
    'Forslag, ikke fra delplanen: rækkefølgen efter kriselederen, planens ejer og hvem der orienteres opad. Bekræft eller ret.',
  ],
])('the plan warns of %s', (_name, warning) => {
  expect(testPlan.warnings).toContain(warning);
});

test('the fictional plan has no other weak points', () => {
  expect(testPlan.warnings).toHaveLength(5);
});

test.each([
  [
    'members who are only proposed',
    'medlemmer_kilde: delplan',
    'medlemmer_kilde: forslag',
    'Medlemmerne af IT-ledergruppen er et forslag, ikke fra delplanen: bekræft dem.',
  ],
  [
    'a group of people who all have a role already',
    'medlemmer: [anna, jens, lise, peter]',
    'medlemmer: [anna, jens, lise]',
    'Alle medlemmer af IT-ledergruppen har en anden rolle i forvejen: ingen er fri til gruppens roller.',
  ],
  [
    'one person with several roles',
    'indehaver: { kontakt: lise }',
    'indehaver: { kontakt: jens }',
    'Jens Krogh har flere roller: »Proces/teknik/bygning/systemer« og »Kommunikation, intern«. Udpeg én navngiven person til hver.',
  ],
  [
    'a crisis leader without a successor',
    'kontakter: [anna, jens, lise]',
    'kontakter: [anna]',
    'Der er ingen stedfortræder for »Kriseleder«, »Proces/teknik/bygning/systemer« og »Kommunikation, intern«.',
  ],
  [
    'someone in the crisis organisation without a number',
    '    telefon: 96110003\n',
    '',
    'Jens Krogh har en plads i kriseorganisationen, men intet telefonnummer.',
  ],
  [
    'two people of one name',
    'navn: Mette Ask',
    'navn: Lise Bro',
    'To kontakter hedder Lise Bro: skriv »upn« på dem, så Teams kan kende forskel.',
  ],
  [
    'no data protection officer',
    'titel: Databeskyttelsesrådgiver (DPO)',
    'titel: Jurist',
    'Planen nævner ingen databeskyttelsesrådgiver (DPO), som skal inddrages ved brud på persondata.',
  ],
  [
    'a data protection officer without a number',
    '    telefon: 9611 0005\n',
    '',
    'Mette Ask (DPO) skal inddrages ved brud på persondata, men har intet telefonnummer.',
  ],
  [
    'an update before the approval',
    'Sidst opdateret 9. april 2026',
    'Sidst opdateret 9. april 2019',
    'Planens datoer passer ikke sammen: »Godkendt af direktøren den 3. marts 2026« og »Sidst opdateret 9. april 2019 af afdelingens ledelse«. Bekræft dem.',
  ],
  [
    'an approval without its day',
    'den 3. marts 2026',
    'den marts 2026',
    'Godkendelsen mangler sin dag: »Godkendt af direktøren den marts 2026«.',
  ],
  [
    'an update by nobody',
    '9. april 2026 af afdelingens ledelse',
    '9. april 2026 af',
    'Det fremgår ikke, hvem der sidst har opdateret planen: »Sidst opdateret 9. april 2026 af«.',
  ],
  [
    'what its editors wrote themselves',
    'lovfrister:',
    'svage_punkter: [Titlen skal bekræftes.]\nlovfrister:',
    'Titlen skal bekræftes.',
  ],
])('a plan with %s warns of it', (_name, from, to, warning) => {
  expect(testPlan.warnings).not.toContain(warning);
  expect(warningsWith(from, to)).toContain(warning);
});

test('a role with a deputy is not warned of', () => {
  const warnings = warningsWith(
    'indehaver: { kontakt: jens }',
    'indehaver: { kontakt: jens }\n    stedfortrædere: [peter]',
  );
  expect(warnings).toContain('Der er ingen stedfortræder for »Kommunikation, intern«.');
});

test('dates in the right order raise no doubt, whatever parts they lack', () => {
  expect(
    warningsWith('den 3. marts 2026', 'i 2026').filter((warning) => /datoer|dag:/.test(warning)),
  ).toEqual([]);
  const sameMonth = warningsWith('den 3. marts 2026', 'den 9. april 2026');
  expect(sameMonth.filter((warning) => warning.includes('datoer'))).toEqual([]);
});
