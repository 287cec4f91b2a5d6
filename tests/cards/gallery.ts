import { addToLogCard, type LogForm } from '../../src/cards/add-to-log.ts';
import { alarmCard } from '../../src/cards/alarm.ts';
import { assignCard } from '../../src/cards/assign.ts';
import { attendeesCard } from '../../src/cards/attendees.ts';
import { awayCallCard } from '../../src/cards/away-call.ts';
import { briefCard } from '../../src/cards/brief.ts';
import { callCard } from '../../src/cards/call.ts';
import { caseNumberCard } from '../../src/cards/case-number.ts';
import { closedCard } from '../../src/cards/closed.ts';
import { contactsCard } from '../../src/cards/contacts.ts';
import { cprCard } from '../../src/cards/cpr.ts';
import { cryCard } from '../../src/cards/cry.ts';
import { declineCard } from '../../src/cards/decline.ts';
import { endCard } from '../../src/cards/end.ts';
import { entryCard } from '../../src/cards/entry.ts';
import { channelCard, confirmedCard, helloCard, trialCard, welcomeCard } from '../../src/cards/guide.ts';
import { handOverToCard } from '../../src/cards/hand-over-to.ts';
import { handoverCard } from '../../src/cards/handover.ts';
import { helpCard } from '../../src/cards/help.ts';
import { keepCard } from '../../src/cards/keep.ts';
import { logCard } from '../../src/cards/log.ts';
import { logChoiceCard } from '../../src/cards/log-choice.ts';
import { logModeCard, withMeant } from '../../src/cards/log-mode.ts';
import { movedCard } from '../../src/cards/moved.ts';
import { correctionCard, ownDataCard, settledCard } from '../../src/cards/own-data.ts';
import { packLinkCard } from '../../src/cards/paper-pack.ts';
import { personalCard } from '../../src/cards/personal.ts';
import { pictureCard } from '../../src/cards/picture.ts';
import { pictureFormCard } from '../../src/cards/picture-form.ts';
import { pictureSendCard } from '../../src/cards/picture-send.ts';
import { pictureShareCard } from '../../src/cards/picture-share.ts';
import { placeCard } from '../../src/cards/place.ts';
import { planCard } from '../../src/cards/plan.ts';
import { sectionsOf } from '../../src/cards/plan-sections.ts';
import { type ReadinessView, readinessCard } from '../../src/cards/readiness.ts';
import { rolesCard } from '../../src/cards/roles.ts';
import { runningCard } from '../../src/cards/running.ts';
import { savedCard } from '../../src/cards/saved.ts';
import { type SmsStanding, smsCard } from '../../src/cards/sms.ts';
import { startedCard } from '../../src/cards/started.ts';
import { statusCard } from '../../src/cards/status.ts';
import { whenCard } from '../../src/cards/when.ts';
import { withActor, withExercise } from '../../src/cards/with-actor.ts';
import { withLeftover } from '../../src/cards/with-leftover.ts';
import { commands } from '../../src/commands/commands.ts';
import { helpView } from '../../src/commands/help.ts';
import { type Ledger, newest } from '../../src/domain/ledger.ts';
import { ownDataOf } from '../../src/domain/own-data.ts';
import { crisisOrganisation, isContact, type Plan } from '../../src/domain/plan.ts';
import { type ContactFacts, type OpenCorrection, readinessOf } from '../../src/domain/readiness.ts';
import { awayCards } from './away-scenes.ts';
import { contactCards } from './contact-scenes.ts';
import { endingCards } from './ending-scenes.ts';
import { fileCards } from './file-scenes.ts';
import { longHeadline, longPlan, longText } from './long-plan.ts';
import { pictureCards } from './picture-scenes.ts';
import { night, person } from './play.ts';
import { recordCards } from './record-scenes.ts';
import { handovers, late, scenes } from './scenes.ts';
import { testPlan } from './test-plan.ts';

/** A card in one state, under a name that sorts by card. */
export interface Shown {
  readonly name: string;
  readonly card: object;
  /** The crisis it shows, where it shows one. */
  readonly ledger?: Ledger;
}

/** Every card that shows a crisis, at one moment of it. */
export function cardsOf(scene: string, ledger: Ledger): readonly Shown[] {
  const { crisis } = ledger;
  const cards: Readonly<Record<string, object>> = {
    status: statusCard(ledger),
    place: placeCard(ledger, true),
    'place-reader': placeCard(ledger, false),
    picture: pictureCard(ledger),
    'picture-form': pictureFormCard(ledger),
    'picture-form-more': pictureFormCard(ledger, { part: 'more', dialogs: true }),
    'picture-send': pictureSendCard(ledger, 'anna'),
    'picture-share': pictureShareCard(ledger),
    log: logCard(ledger, 1),
    'log-last': logCard(ledger, 99),
    'log-mode': logModeCard(ledger, 'on'),
    'log-mode-off': logModeCard(ledger, 'off'),
    'log-mode-meant': withMeant(
      savedCard(ledger, newest(ledger).number),
      'Mente du kommandoen? Skriv »krise alarm …«.',
    ),
    entry: entryCard(ledger, newest(ledger).number),
    found: logCard(ledger, 1, { text: 'strøm' }),
    'log-choice': logChoiceCard(ledger, { text: 'strøm' }),
    roles: rolesCard(ledger),
    assign: assignCard(ledger),
    'assign-role': assignCard(ledger, 'commsExternal'),
    attendees: attendeesCard(ledger),
    brief: briefCard(ledger, 'lise'),
    'brief-reader': briefCard(ledger, 'mette'),
    'hand-over-to': handOverToCard(ledger, 'anna', 'crisisLeader'),
    call: callCard(ledger),
    sms: smsCard(ledger, { hasGateway: true, people: standings(ledger) }),
    'sms-copy': smsCard(ledger, { hasGateway: false, people: new Map() }),
    'sms-away': smsCard(ledger, { hasGateway: true, away: 'known', people: standings(ledger) }),
    'sms-unknown': smsCard(ledger, { hasGateway: true, away: 'unknown', people: new Map() }),
    'call-answered': callCard(ledger, 'anna'),
    started: startedCard(ledger),
    'started-unseen': startedCard(ledger, true),
    when: whenCard(ledger),
    running: runningCard(ledger, 'Strømmen er væk igen'),
    end: endCard(ledger, true),
    closed: closedCard(ledger),
    'closed-case': closedCard({ ...ledger, crisis: { ...crisis, caseNumber: '24/1234' } }),
    'case-number': caseNumberCard(ledger),
    'case-number-set': caseNumberCard({ ...ledger, crisis: { ...crisis, caseNumber: '24/1234' } }),
    'case-number-wrong': caseNumberCard(
      ledger,
      'Skriv sagens nummer i ESDH, fx »sagsnummer 24/1234«.',
      'sag',
    ),
    moved: movedCard(ledger),
    'add-to-log': addToLogCard(ledger, formWith('Nødstrøm er startet i kælderen'), {
      text: '',
      at: crisis.startedAt,
      author: person(crisis.plan, 'jens').name,
      link: 'https://teams.microsoft.com/l/message/1/2',
    }),
    'add-to-log-refused': addToLogCard(ledger, {
      ...formWith(longText),
      type: 'beslutning',
      time: 'i går engang',
      refusal: 'Tidspunktet kan ikke læses. Skriv fx 13.40, eller lad feltet stå tomt.',
    }),
    decline: declineCard(ledger, 'logOfficer'),
    contacts: contactsCard(crisis.plan, crisis),
    keep: keepCard('Jeg forstod ikke »strm«. Mente du »status«?', longText, crisis.plan, crisis.id),
    cpr: cprCard(crisis.plan, ledger, 'log', { tekst: 'Borger 010190-xxxx er evakueret' }, { cpr_af: 'm:1' }),
    'cpr-several': cprCard(
      crisis.plan,
      ledger,
      'ret',
      { rettelse: `010190-xxxx ${longText}`, begrundelse: 'Set på stedet, 0202801111' },
      { nr: '3' },
    ),
    cry: cryCard(crisis.plan, longText, { crisisId: crisis.id }),
    leftover: withLeftover(contactsCard(crisis.plan, crisis), 'Husk at ringe til elværket', crisis.id),
    'end-leftover': withLeftover(endCard(ledger, true), 'Tak til alle', crisis.id),
  };
  const people = crisisOrganisation(crisis.plan).slice(0, 5);
  return [
    ...Object.entries(cards).map(([name, card]) => ({ name: `${name}-${scene}`, card, ledger })),
    ...people.map(({ id }) => ({ name: `personal-${id}-${scene}`, card: personalCard(ledger, id), ledger })),
    { name: `personal-mette-${scene}`, card: personalCard(ledger, 'mette'), ledger },
  ];
}

function formWith(text: string): LogForm {
  return { text, type: 'melding', time: '', refusal: '' };
}

/** An SMS in each state there is. */
function standings({ crisis }: Ledger): ReadonlyMap<string, SmsStanding> {
  const states = ['sent', 'waiting', 'unknown', 'refused', 'noNumber'] as const;
  const people = crisisOrganisation(crisis.plan).map(({ id }, index) => {
    const state = states[index % states.length] ?? 'sent';
    return [id, { state, askedAt: crisis.startedAt }] as const;
  });
  return new Map(people.slice(0, -1));
}

/** Every card that shows no crisis. */
export function cardsWithout(label: string, plan: Plan): readonly Shown[] {
  const away = { headline: longHeadline, level: 1 as const, exercise: false, startedAt: night };
  const alarm = { at: night, by: person(plan, 'peter'), text: 'Ingen kan logge på i hele huset' };
  return [
    { name: `alarm-${label}`, card: alarmCard(plan, alarm) },
    { name: `alarm-long-${label}`, card: alarmCard(plan, { ...alarm, text: longText.repeat(4) }) },
    ...['anna', 'lise'].map((who) => ({
      name: `awayCall-${who}-${label}`,
      card: awayCallCard({ ...away, plan, startedBy: person(plan, 'jens') }, who),
    })),
    {
      name: `awayCall-repeat-${label}`,
      card: awayCallCard({ ...away, plan, startedBy: person(plan, 'jens') }, 'lise', true),
    },
    {
      name: `awayCall-exercise-${label}`,
      card: awayCallCard(
        { ...away, plan, exercise: true, level: 2, startedBy: person(plan, 'peter') },
        'jens',
      ),
    },
    { name: `contacts-${label}`, card: contactsCard(plan, undefined) },
    { name: `keep-${label}`, card: keepCard('Der er ingen krise i gang.', longHeadline, plan) },
    {
      name: `keep-asked-${label}`,
      card: keepCard('Mente du at starte en krise?', longHeadline, plan, undefined, {
        title: 'Start krise',
        verb: 'start',
      }),
    },
    {
      name: `cpr-start-${label}`,
      card: cprCard(plan, undefined, 'start', { tekst: 'Patient 010190-xxxx' }, { cpr_af: 'm:1' }),
    },
    { name: `cry-${label}`, card: cryCard(plan, 'der er røg i kælderen', 'mayStart') },
    { name: `cry-other-${label}`, card: cryCard(plan, 'der er røg i kælderen', 'other') },
    { name: `help-${label}`, card: helpCard(helpView(commands, true, false), plan) },
    { name: `help-running-${label}`, card: helpCard(helpView(commands, true, true), plan) },
    { name: `help-topic-${label}`, card: helpCard(helpView(commands, true, true, 'Log'), plan) },
    { name: `help-others-${label}`, card: helpCard(helpView(commands, false, false), plan) },
    ...firstMinutes(label, plan),
    { name: `plan-leftover-${label}`, card: withLeftover(planCard(plan, ''), 'Et ord til overs') },
    { name: `plan-exercise-${label}`, card: withExercise(planCard(plan, 'om')) },
    { name: `actor-${label}`, card: withActor(planCard(plan, ''), 'Anna Holm') },
    ...sectionsOf(plan).map(({ id }) => ({ name: `plan-${id}-${label}`, card: planCard(plan, id) })),
  ];
}

const none = { where: 'none', byPlan: false, canChoose: true } as const;
const chosen = { by: 'Anna Holm', at: night };
const elsewhere = { where: 'elsewhere', name: 'Drift og beredskab', chosen, byPlan: false } as const;
const here = { ...elsewhere, where: 'here', canChoose: false } as const;

/** What is said and shown before there is any crisis. */
function firstMinutes(label: string, plan: Plan): readonly Shown[] {
  const people = crisisOrganisation(plan);
  const every: readonly ContactFacts[] = people.map(({ id }) => ({ contactId: id, reach: 'open' }));
  const kinds = ['open', 'unknown', 'refused', 'removed', 'noAnswer'] as const;
  const mixed: readonly ContactFacts[] = every.map((facts, index) => ({
    ...facts,
    reach: kinds[index % kinds.length] ?? 'open',
    ...(index % 2 === 0 ? { confirmedAt: night } : {}),
    ...(index % 3 === 0 ? { dataConfirmedAt: night } : {}),
  }));
  const ready = (
    facts: readonly ContactFacts[],
    channel: Parameters<typeof welcomeCard>[1],
    seen: 'yes' | 'no' | 'noAnswer' | undefined,
    more: Partial<ReadinessView> = {},
  ) =>
    readinessCard(plan, {
      at: night,
      people: readinessOf(plan, facts),
      channel: { ...channel, seen },
      corrections: [],
      reader: 'others',
      ...more,
    });
  const corrections: readonly OpenCorrection[] = plan.contacts.slice(0, 7).map((contact, index) => ({
    id: `rettelse${index}`,
    contact,
    at: night,
    text: index === 1 ? longText.slice(0, 500) : 'Mit nummer er 96 11 00 99',
    isChanged: index === 2,
  }));
  const review = { month: '2026-11', at: night, by: 'x' };
  const own = (contactId: string) => {
    const id = isContact(plan, contactId) ? contactId : plan.owner;
    const data = ownDataOf(plan, id);
    if (!data) throw new Error(`no contact ${id}`);
    const account = { name: data.contact.name, upn: `${id}@noerreby.example` };
    return { data, shown: 'abc', account, corrections: [] };
  };
  const cards: Readonly<Record<string, object>> = {
    welcome: welcomeCard(plan, none),
    'welcome-chosen': welcomeCard(plan, { ...elsewhere, canChoose: true }),
    hello: helloCard(plan, person(plan, 'anna')),
    'hello-group': helloCard(plan, person(plan, 'lise')),
    'hello-reader': helloCard(plan, person(plan, 'mette')),
    trial: trialCard,
    'trial-confirmed': confirmedCard(night),
    channel: channelCard(plan, none),
    'channel-personal': channelCard(plan, { ...none, canChoose: false }),
    'channel-elsewhere': channelCard(plan, { ...elsewhere, canChoose: true }),
    'channel-here': channelCard(plan, here),
    'channel-plan': channelCard(plan, { where: 'elsewhere', byPlan: true, canChoose: false }),
    readiness: ready(every, here, 'yes'),
    'readiness-contacted': ready(every, here, 'yes', {
      contactExercise: { at: night, answered: 3, asked: 4 },
    }),
    'readiness-pack': ready(every, here, 'yes', { pack: { at: night, by: 'Anna Holm', isCurrent: true } }),
    'readiness-pack-old': ready(every, here, 'yes', {
      pack: { at: night, by: 'Anna Holm', isCurrent: false },
    }),
    'file-links-pack': packLinkCard(plan, 'https://krisebot.example/filer/x/papirpakke.pdf', night),
    'readiness-mixed': ready(mixed, none, undefined),
    'readiness-unreached': ready(mixed, { ...elsewhere, canChoose: false }, 'no'),
    'readiness-owner': ready(every, here, 'yes', { reader: 'owner', corrections }),
    'readiness-waiting': ready(every, here, 'yes', { corrections }),
    'readiness-monthly': ready(mixed, here, 'yes', {
      reader: 'owner',
      corrections: corrections.slice(0, 1),
      month: '2026-10',
    }),
    'readiness-unsent': ready(every, here, 'yes', { review: { ...review, state: 'failed' } }),
    'readiness-maybe-sent': ready(every, here, 'yes', { review: { ...review, state: 'sending' } }),
    'own-data': ownDataCard(plan, own('anna')),
    'own-data-group': ownDataCard(plan, own('lise'), 'Skriv i feltet, hvad der er forkert, og tryk igen.'),
    'own-data-confirmed': ownDataCard(plan, { ...own('mette'), confirmedAt: night }),
    'own-data-corrected': ownDataCard(
      plan,
      { ...own('jens'), corrections },
      '✔ Sendt til Karen Friis, der ejer planen.',
      longText,
    ),
    ...(corrections[1] ? { correction: correctionCard(corrections[1]) } : {}),
    settled: settledCard(person(plan, 'lise').name),
    'readiness-nobody': ready([], none, undefined),
    'readiness-unsure': ready(every, { ...elsewhere, canChoose: false }, 'noAnswer'),
  };
  return Object.entries(cards).map(([name, card]) => ({ name: `${name}-${label}`, card }));
}

/** A handover as each of the two sees it, and what someone late is told. */
function comingAndGoing(): readonly Shown[] {
  const cards = Object.entries(handovers).flatMap(([how, ledger]) => [
    { name: `handover-${how}`, card: handoverCard(ledger, 'jens'), ledger },
    { name: `hand-over-to-${how}`, card: handOverToCard(ledger, 'anna', 'crisisLeader'), ledger },
  ]);
  const several = scenes.allSet && handOverToCard(scenes.allSet, 'lise', 'commsInternal');
  return [
    ...cards,
    ...(several ? [{ name: 'hand-over-to-several', card: several, ledger: scenes.allSet }] : []),
    ...['lise', 'peter', 'jens'].map((id) => ({
      name: `brief-late-${id}`,
      card: briefCard(late, id),
      ledger: late,
    })),
    { name: 'attendees-late', card: attendeesCard(late), ledger: late },
  ];
}

/** Every card in every state. */
export const gallery: readonly Shown[] = [
  ...Object.entries(scenes).flatMap(([scene, ledger]) => cardsOf(scene, ledger)),
  ...comingAndGoing(),
  ...contactCards(),
  ...endingCards(),
  ...awayCards(),
  ...fileCards(),
  ...recordCards(),
  ...pictureCards(),
  ...cardsWithout('short', testPlan),
  ...cardsWithout('long', longPlan),
];
