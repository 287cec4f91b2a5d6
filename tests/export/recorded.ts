import type { Command, CommandBody } from '../../src/domain/command.ts';
import type { Crisis } from '../../src/domain/crisis.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Actor, Entry } from '../../src/domain/entry.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { CrisisRecord } from '../../src/export/record-files.ts';
import type { ChainLink, Mark } from '../../src/ports.ts';
import { genesis } from '../../src/storage/chain.ts';
import { linkDraft } from '../../src/storage/entry-row.ts';
import { person } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

const firstMoment = Date.parse('2026-11-23T01:14:00.000Z');
const epoch = 'q3dPZmT0l8sVbq2nW5yKfA';

/** A course of events with the chain a store would have made of it, without a store. */
export interface Recorded {
  /** Lets this many minutes pass. */
  wait(minutes: number): Recorded;
  does(who: string | Actor, body: CommandBody): Recorded;
  /** The text of an entry goes, as it does in the store. */
  erase(number: number): Recorded;
  readonly crisis: Crisis;
  record(change?: Partial<CrisisRecord>): CrisisRecord;
}

/** A crisis, or an exercise, that Anna has started. */
export function recorded(exercise = false, headline = 'Strømsvigt i serverrum'): Recorded {
  const crisisId = exercise ? 'Ø-2026-01' : 'K-2026-07';
  const links: ChainLink[] = [];
  const entries: Entry[] = [];
  let crisis: Crisis | undefined;
  let before: Mark = genesis(crisisId, epoch);
  let now = firstMoment;
  const does = (who: string | Actor, body: CommandBody): Recorded => {
    const by = typeof who === 'string' ? person(who) : who;
    const decision = decide(crisis, { by, at: new Date(now).toISOString(), ...body } as Command);
    if ('refusal' in decision) throw new Error(`refused: ${decision.refusal.text}`);
    const made = linkDraft(crisisId, before, { ...decision.entry, intent: `i${entries.length + 1}` });
    links.push(made.link);
    entries.push(made.entry);
    crisis = evolve(crisis, made.entry, crisisId);
    before = { number: made.link.number, hash: made.link.hash };
    return self;
  };
  const self: Recorded = {
    does,
    wait(minutes) {
      now += minutes * 60_000;
      return self;
    },
    erase(number) {
      links[number - 1] = { ...linkAt(links, number), text: undefined } as ChainLink;
      return self;
    },
    get crisis() {
      if (!crisis) throw new Error('not started');
      return crisis;
    },
    record: (change = {}) => ({
      ledger: { crisis: self.crisis, entries: [...entries] },
      chain: { crisisId, epoch, links: [...links] },
      madeAt: new Date(now + 60_000).toISOString(),
      by: 'Peter Lund',
      upTo: entries.length,
      ...change,
    }),
  };
  return does('anna', { kind: 'start', crisisId, headline, level: 1, exercise, plan: testPlan });
}

function linkAt(links: readonly ChainLink[], number: number): ChainLink {
  const link = links[number - 1];
  if (!link) throw new Error(`no entry ${number}`);
  return link;
}

/** A night with a bit of everything: late and corrected entries, handovers, drafts, tasks, an erased text. */
export function aNight(exercise = false): Recorded {
  const note = (type: 'melding' | 'handling' | 'beslutning' | 'fravalg' | 'opgave', text: string) =>
    ({ kind: 'note', type, text }) as const;
  const course = recorded(exercise);
  course.wait(2).does('peter', { kind: 'acknowledge' });
  course.wait(1).does('peter', { kind: 'takeRole', role: 'logOfficer' });
  course.does('anna', { kind: 'nameSource', sourceId: 'overvaagning' });
  course.does('jens', { kind: 'declineRole', role: 'solutionOfficer', reason: 'away' });
  course.wait(3).does('lise', { kind: 'takeRole', role: 'peopleOfficer' });
  course.does('peter', {
    ...note('melding', 'UPS i serverrum 2 viser fejl, og telefonerne er nede'),
    source: 'overvågningen',
    confirmed: false,
  });
  course.wait(4).does('anna', { kind: 'confirmPlace', placeId: 'kontor' });
  course.does('lise', { kind: 'attend', attendance: 'onTheWay', expectedAt: at(30) });
  course.does('anna', { kind: 'phone', person: person('jens'), outcome: 'noAnswer' });
  course.wait(5).does('anna', {
    ...note('beslutning', 'Vi lukker driftscentret ned på en ordnet måde'),
    reason: 'batterierne holder 20 min.',
  });
  course.does('peter', {
    ...note('handling', 'Nødstrøm er startet'),
    happenedAt: at(4),
    lateReason: 'ingen net i kælderen',
    acted: { id: 'jens', name: 'Jens Krogh' },
  });
  course.wait(2).does('anna', note('fravalg', 'Vi tilkalder ikke leverandøren i nat'));
  course.does('peter', { kind: 'correct', of: 7, text: 'UPS i serverrum 1 viser fejl; telefonerne virker' });
  course.does('peter', { ...note('opgave', 'Ring til elværket'), owner: person('lise') });
  course.does('peter', note('opgave', 'Rul nødstrøm tilbage'));
  course.wait(8).does('lise', { kind: 'correct', of: 15, done: true });
  course.does('peter', {
    kind: 'updatePicture',
    statements: [
      { field: 'affected', certainty: 'certain', text: 'Serverrum 1: omsorgssystem og mail' },
      { field: 'cause', certainty: 'assumed', text: 'Batteri i UPS' },
      { field: 'lifeCritical', certainty: 'unknown', text: '' },
    ],
  });
  course.does('peter', { kind: 'publishPicture', seen: 99 });
  course.wait(9).does('lise', { kind: 'attend', attendance: 'present' });
  course.does('peter', {
    kind: 'updatePicture',
    statements: [{ field: 'lifeCritical', certainty: 'certain', text: 'Nej' }],
  });
  course.does('anna', { kind: 'publishPicture', seen: 99 });
  course.does('jens', note('melding', 'Fru Hansen på stue 4 har brug for hjælp'));
  course.does(
    { id: 'system', name: 'Krisebot' },
    {
      kind: 'eraseText',
      of: 23,
      reason: 'Helbredsoplysning om en borger',
      basis: 'GDPR art. 17',
      writer: 'Dorte Bang',
    },
  );
  course.erase(23);
  course.wait(200).does('anna', {
    kind: 'end',
    remark: 'Strømmen er tilbage',
    owners: [{ task: 16, owner: person('lise') }],
  });
  course.does('anna', { kind: 'setCaseNumber', caseNumber: '24/1234' });
  course.wait(600).does('jens', {
    kind: 'evaluate',
    answers: [
      { question: 'good', coreTask: 'staff', text: 'Alle var på inden for en halv time' },
      { question: 'better', coreTask: 'information', text: 'Nummeret til elværket manglede' },
    ],
  });
  return course;
}

function at(minutes: number): string {
  return new Date(firstMoment + minutes * 60_000).toISOString();
}
