import { testPlanText } from '../fixtures/plan.ts';

/** A slip: what stands in the plan, what it becomes, and what the editor is told of the changed line. */
export interface Slip {
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly advice: string;
  /** Text of the line that is named, where it is not the first changed one. */
  readonly line?: string;
}

/** One slip of every kind, made in the fictional plan. */
export const slips: Readonly<Record<string, Slip>> = {
  'a mistyped key': {
    from: 'telefon: 9611 0001',
    to: 'telfon: 9611 0001',
    what: 'Nøglen »telfon« kendes ikke.',
    advice: 'Mente du »telefon«?',
  },
  'a key nobody knows': {
    from: 'telefon: 9611 0001',
    to: 'bopæl: Nørreby',
    what: 'Nøglen »bopæl« kendes ikke.',
    advice: 'Her kan stå: navn, titel, telefon, upn, kilde.',
  },
  'a missing key': {
    from: '    titel: Chef for Digital Drift\n',
    to: '',
    line: '  anna:\n',
    what: '»titel« mangler.',
    advice: 'Tilføj »titel:« under »kontakter › anna«.',
  },
  'a missing section': {
    from: 'beredskabstelefon:\n  navn: Digital Drifts beredskabstelefon\n  telefon: 9611 0000\n',
    to: '',
    line: 'plan: digital-drift',
    what: '»beredskabstelefon« mangler.',
    advice: 'Tilføj »beredskabstelefon:« yderst til venstre.',
  },
  'a missing source': {
    from: '{ id: kontor, navn: Kriseleders kontor, kilde: delplan }',
    to: '{ id: kontor, navn: Kriseleders kontor }',
    what: '»kilde« mangler.',
    advice: 'Tilføj »kilde:« under »mødesteder › steder › punkt 2«.',
  },
  'a source that is none': {
    from: 'kilde: delplan',
    to: 'kilde: delplanen',
    what: '»delplanen« kan ikke vælges her.',
    advice: 'Skriv en af: »delplan«, »doktrin«, »forslag«.',
  },
  'a section where a source belongs': {
    from: 'kilde: delplan',
    to: 'kilde: { bog: delplan }',
    what: '»kilde« skal være en tekst.',
    advice: 'Skriv én tekst efter kolon',
  },
  'a quote without its other half': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: Digital Drift"',
    what: 'Der mangler et citationstegn i »Digital Drift"«.',
    advice: 'Sæt et i begge ender, eller slet det.',
  },
  'a text over several lines without its other quote': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: |\n  Digital "Drift\n  i Nørreby',
    line: 'afdeling: |',
    what: 'Der mangler et citationstegn i »Digital "Drift i Nørreby«.',
    advice: 'Sæt et i begge ender, eller slet det.',
  },
  'an empty source': {
    from: 'kilde: delplan',
    to: 'kilde:',
    what: 'Her mangler et valg.',
    advice: 'Skriv en af: »delplan«, »doktrin«, »forslag«.',
  },
  'an empty text': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling:',
    what: '»afdeling« er tom.',
    advice: 'Skriv en tekst, eller slet nøglen, hvis den kan undværes.',
  },
  'a list where a text belongs': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: [Digital, Drift]',
    what: '»afdeling« skal være en tekst.',
    advice: 'Skriv én tekst efter kolon',
  },
  'a text where a list belongs': {
    from: 'skriv: [kriseleder, leder]',
    to: 'skriv: kriseleder',
    what: '»skriv« skal være en liste.',
    advice: 'Skriv hvert punkt på sin egen linje med »- « foran, eller [a, b] på én linje.',
  },
  'a text where a section belongs': {
    from: 'indehaver: { kontakt: anna }',
    to: 'indehaver: anna',
    what: '»indehaver« skal være et afsnit med nøgler.',
    advice: 'Skriv hver nøgle på sin egen linje',
  },
  'a text among sections of a list': {
    from: '- { id: kontor, navn: Kriseleders kontor, kilde: delplan }',
    to: '- Kriseleders kontor',
    what: 'Punkt 2 i »mødesteder › steder« skal være et afsnit med nøgler.',
    advice: 'Skriv hver nøgle på sin egen linje',
  },
  'a missing role': {
    from: '  personer:\n    navn: Ansvarlig for involverede personer',
    to: '  person:\n    navn: Ansvarlig for involverede personer',
    line: 'roller:\n',
    what: 'Rollen »personer« mangler.',
    advice: 'Tilføj den under »roller«: alle fem roller skal stå i planen, også dem der ikke er besat.',
  },
  'a role that stands twice': {
    from: '  personer:\n    navn: Ansvarlig for involverede personer',
    to: '  log:\n    navn: Ansvarlig for involverede personer',
    what: 'Nøglen står her for anden gang.',
    advice: 'Slet den ene, eller giv den et andet navn.',
  },
  'a contact that stands twice': {
    from: '  peter:\n',
    to: '  mette:\n',
    line: '  mette:\n    navn: Mette',
    what: 'Nøglen står her for anden gang.',
    advice: 'Slet den ene, eller giv den et andet navn.',
  },
  'a missing scope of communication': {
    from: '      ekstern:\n',
    to: '      udadtil:\n',
    line: '    områder:\n',
    what: '»ekstern« mangler.',
    advice: 'Tilføj »ekstern:« under »roller › kommunikation › områder«.',
  },
  'an SMS in an exercise to nobody known': {
    from: 'sms: [peter]',
    to: 'sms: [petter]',
    what: 'Planen kender ikke kontakten »petter«.',
    advice: 'Mente du »peter«?',
  },
  'a meeting place id used twice': {
    from: '{ id: kontor,',
    to: '{ id: lokale-3,',
    what: 'Id »lokale-3« er brugt før.',
    advice: 'Giv den ene et andet, så de kan skelnes.',
  },
  'an alarm source id used again among the examples': {
    from: '{ id: politi,',
    to: '{ id: vagt,',
    what: 'Id »vagt« er brugt før.',
    advice: 'Giv den ene et andet, så de kan skelnes.',
  },
  'a task id used twice, in another role': {
    from: '{ id: T02,',
    to: '{ id: K01,',
    what: 'Id »K01« er brugt før.',
    advice: 'Giv den ene et andet, så de kan skelnes.',
  },
  'a task id of the wrong form': {
    from: '{ id: T02,',
    to: '{ id: t-2,',
    what: '»t-2« kan ikke bruges som id for en opgave.',
    advice: 'Skriv et stort bogstav og et tal, fx »K01«.',
  },
  'a contact id of the wrong form': {
    from: '  mette:\n',
    to: '  Mette Ask:\n',
    what: '»Mette Ask« kan ikke bruges som id.',
    advice: 'Brug små bogstaver a–z, tal og bindestreg',
  },
  'a holder nobody knows': {
    from: 'indehaver: { kontakt: jens }',
    to: 'indehaver: { kontakt: jans }',
    what: 'Planen kender ikke kontakten »jans«.',
    advice: 'Mente du »jens«? Eller tilføj den under »kontakter«.',
  },
  'a group nobody knows': {
    from: 'indehaver: { gruppe: kommunikationsteamet }',
    to: 'indehaver: { gruppe: presse }',
    what: 'Planen kender ikke gruppen »presse«.',
    advice: 'Skriv en af: it-ledergruppen, kommunikationsteamet. Eller tilføj den under »grupper«.',
  },
  'a deputy nobody knows': {
    from: 'indehaver: { kontakt: jens }',
    to: 'indehaver: { kontakt: jens }\n    stedfortrædere: [petr]',
    line: '    stedfortrædere: [petr]',
    what: 'Planen kender ikke kontakten »petr«.',
    advice: 'Mente du »peter«?',
  },
  'a group member nobody knows': {
    from: 'medlemmer: [anna, jens, lise, peter]',
    to: 'medlemmer: [anna, jens, ole, peter]',
    what: 'Planen kender ikke kontakten »ole«.',
    advice: 'Skriv en af: anna, jens, lise, peter, mette, direktoer. Eller tilføj den under »kontakter«.',
  },
  'an owner nobody knows': {
    from: 'ejer: { kontakt: direktoer,',
    to: 'ejer: { kontakt: direktør,',
    what: 'Planen kender ikke kontakten »direktør«.',
    advice: 'Mente du »direktoer«?',
  },
  'someone unknown to tell upward': {
    from: 'orienteres: { kontakt: direktoer,',
    to: 'orienteres: { kontakt: borgmester,',
    what: 'Planen kender ikke kontakten »borgmester«.',
    advice: 'Eller tilføj den under »kontakter«.',
  },
  'someone unknown for the top crisis staff': {
    from: 'først: anna',
    to: 'først: anne',
    what: 'Planen kender ikke kontakten »anne«.',
    advice: 'Mente du »anna«?',
  },
  'someone unknown in the order of succession': {
    from: 'kontakter: [anna, jens, lise]',
    to: 'kontakter: [anna, jens, lisa]',
    what: 'Planen kender ikke kontakten »lisa«.',
    advice: 'Mente du »lise«?',
  },
  'an order of succession that begins with someone else': {
    from: 'kontakter: [anna, jens, lise]',
    to: 'kontakter: [jens, anna, lise]',
    what: 'Rækkefølgen begynder med »jens«, men planens kriseleder er »anna«.',
    advice: 'Skriv planens kriseleder først.',
  },
  'a holder that is both person and group': {
    from: 'indehaver: { kontakt: jens }',
    to: 'indehaver: { kontakt: jens, gruppe: it-ledergruppen }',
    what: 'Indehaveren skal være enten en kontakt eller en gruppe.',
    advice: 'Skriv »indehaver: { kontakt: … }« eller »indehaver: { gruppe: … }«.',
  },
  'a phone number that is too short': {
    from: 'telefon: 9611 0001',
    to: 'telefon: 9611 000',
    what: '»9611 000« er ikke et telefonnummer.',
    advice: 'Skriv otte cifre, eller landekode og nummer: »+46 70 123 45 67«.',
  },
  'a user name that is none': {
    from: 'upn: anna.holm@noerreby.example',
    to: 'upn: Anna Holm',
    what: '»Anna Holm« er ikke et brugernavn i Teams.',
    advice: 'Skriv det, personen logger på med, fx »anna@kommune.dk«.',
  },
  'a user name used twice': {
    from: '    telefon: 96110003\n',
    to: '    telefon: 96110003\n    upn: anna.holm@noerreby.example\n',
    line: '    upn: anna.holm@noerreby.example\n    kilde: delplan\n  lise',
    what: 'Brugernavn »anna.holm@noerreby.example« er brugt før.',
    advice: 'Giv den ene et andet, så de kan skelnes.',
  },
  'a channel that is none': {
    from: 'organisation: Nørreby Kommune',
    to: 'organisation: Nørreby Kommune\nkrisekanal: Beredskab',
    line: 'krisekanal: Beredskab',
    what: '»Beredskab« er ikke id for en kanal i Teams.',
    advice: 'Det begynder med »19:« og slutter med »@thread.tacv2«.',
  },
  'no meeting places': {
    from: testPlanText.slice(testPlanText.indexOf('  steder:'), testPlanText.indexOf('\nindkaldelse:')),
    to: '  steder: []\n',
    what: 'Listen »steder« er tom.',
    advice: 'Skriv mindst ét punkt.',
  },
  'a button text that is too long': {
    from: 'kort: Vagt på rådhuset,',
    to: 'kort: Vagten inde i receptionen på det gamle rådhus,',
    what: '»Vagten inde i receptionen på det gamle rådhus« er 45 tegn.',
    advice: 'Forkort til højst 40 tegn, så det kan stå på en knap.',
  },
  'a negative time': {
    from: 'påmindelse: { minutter: 5,',
    to: 'påmindelse: { minutter: -5,',
    what: '»-5« er ikke et helt tal over 0.',
    advice: 'Skriv et helt tal uden enhed, fx »10«.',
  },
  'a time with its unit': {
    from: 'spørg_om_afløsning: { timer: 10,',
    to: 'spørg_om_afløsning: { timer: 10 t,',
    what: '»10 t« er ikke et helt tal over 0.',
    advice: 'Skriv et helt tal uden enhed, fx »10«.',
  },
  'a role opened before the reminder': {
    from: 'åbn_rolle: { minutter: 10,',
    to: 'åbn_rolle: { minutter: 3,',
    what: '»åbn_rolle« (3) kommer før »påmindelse« (5).',
    advice: 'Skriv mindst 5.',
  },
  'a warning of relief before the question': {
    from: 'advar_om_afløsning: { timer: 12,',
    to: 'advar_om_afløsning: { timer: 8,',
    what: '»advar_om_afløsning« (8) kommer før »spørg_om_afløsning« (10).',
    advice: 'Skriv mindst 10.',
  },
  'a word for two roles, whatever its case': {
    from: 'skriv: [teknik, proces, systemer, bygning]',
    to: 'skriv: [teknik, Log]',
    what: 'Ordet »log« fører allerede til en anden rolle (log).',
    advice: 'Brug ordet under én rolle.',
  },
  'a phase nobody knows': {
    from: '      slut:\n',
    to: '      slutt:\n',
    what: 'Nøglen »slutt« kendes ikke.',
    advice: 'Mente du »slut«?',
  },
  'a scope nobody knows': {
    from: 'område: ekstern',
    to: 'område: pressen',
    what: '»pressen« kan ikke vælges her.',
    advice: 'Skriv en af: »intern«, »ekstern«.',
  },
  'a comma that cuts a text in two': {
    from: '"Læg plan for de næste 2, 6 og 12 timer"',
    to: 'Læg plan for de næste 2, 6 og 12 timer',
    what: 'Teksten deles af sit komma: »6 og 12 timer« læses som en nøgle.',
    advice: 'Sæt hele teksten i citationstegn: "…".',
  },
  'a tabulator': {
    from: '  udarbejdet: Planen',
    to: '\tudarbejdet: Planen',
    what: 'Linjen er rykket ind med tabulator.',
    advice: 'Brug mellemrum i stedet, to for hvert trin.',
  },
  'a line that is not indented like its neighbours': {
    from: '    titel: Leder af drift',
    to: '   titel: Leder af drift',
    what: 'Indrykningen passer ikke med linjerne omkring.',
    advice: 'Ryk linjen lige så langt ind som dens naboer, med mellemrum.',
  },
  'a colon within a text': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: Digital: Drift',
    what: 'Der står »: « to gange på linjen.',
    advice: 'Sæt hele teksten i citationstegn: "…".',
  },
  'a text that begins with a sign of its own': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: @Digital Drift',
    what: 'Teksten begynder med et tegn, som har særlig betydning i filen.',
    advice: 'Sæt hele teksten i citationstegn: "…".',
  },
  'a text that would lose its first word': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: !Digital Drift',
    what: '»!Digital« læses som et tegn til programmet, ikke som tekst.',
    advice: 'Sæt hele teksten i citationstegn: "…".',
  },
  'a text that is taken for a reference': {
    from: 'afdeling: Digital Drift',
    to: 'afdeling: *drift',
    what: '»*drift« læses som et tegn til programmet, ikke som tekst.',
    advice: 'Sæt hele teksten i citationstegn: "…".',
  },
};
