import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/commands.ts';
import type { Crisis } from '../../src/domain/crisis.ts';
import { decide } from '../../src/domain/decide.ts';
import { refusalOf } from '../../src/domain/refusal-of.ts';
import {
  may,
  mayAsk,
  type Phase,
  phaseOf,
  type Right,
  rights,
  type Standing,
  standingsFor,
  standingsOf,
} from '../../src/domain/rights.ts';
import { testPlan } from '../fixtures/plan.ts';
import {
  alsoLed,
  cast,
  courses,
  isOfDomain,
  type Part,
  parts,
  phases,
  presentIn,
  tries,
} from './rights-cast.ts';

/**
 * The whole table. Columns: no crisis, one without and one with a crisis leader, a contact exercise, after the
 * end; in each: L the crisis leader, H a helper with a role, B one asked to take a role over, O the crisis
 * organisation, E the plan's owner, K a contact of the plan, A a colleague, G a guest, S the bot itself.
 */
const matrix = `
start                L··O····· L··O····· L··O····· L··O····· L··O·····
startContactExercise L··OE···· L··OE···· L··OE···· L··OE···· L··OE····
raiseAlarm           LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA··
linkPerson           L··OE···· L··OE···· L··OE···· L··OE···· L··OE····
chooseChannel        L··OE···· L··OE···· L··OE···· L··OE···· L··OE····
acknowledge          ········· LH·O····· LH·O····· L··O····· ·········
attend               ········· LH·O····· LH·O····· L··O····· ·········
nameSource           ········· LH·O····· LH·O····· ········· ·········
nameTime             ········· LH·O····· LH·O····· ········· ·········
setLevel             ········· LH·O····· L········ ········· ·········
takeRole             ········· LHBO····· LHBO····· ········· ·········
declineRole          ········· LHBO····· LHBO····· ········· ·········
assignRole           ········· LH·O····· L········ ········· ·········
offerHandover        ········· LH······· LH······· ········· ·········
withdrawHandover     ········· LH······· LH······· ········· ·········
confirmPlace         ········· LH·O····· L········ ········· ·········
rejectPlace          ········· LH·O····· L········ ········· ·········
phone                ········· LH·O····· LH·O····· L··OE···· ·········
note                 ········· LH·O····· LH·O····· L··OE···· ·········
correct              ········· LH·O····· LH·O····· L··OE···· ·········
updatePicture        ········· LH·O····· LH·O····· ········· ·········
askApproval          ········· LH·O····· LH·O····· ········· ·········
publishPicture       ········· LH·O····· LH·O····· ········· ·········
approvePicture       ········· ········· L········ ········· ·········
noteExport           ········· LH·O····· LH·O····· L··OE···· LH·OE····
setCaseNumber        ········· LH·O····· LH·O····· L··OE···· LH·OE····
reopen               ········· ········· ········· ········· L··O·····
evaluate             ········· ········· ········· ········· LH·O·····
askSms               ········· LH·O····· LH·O····· ········· ·········
callOff              ········· LH·O····· L··O····· L··OE···· ·········
end                  ········· LH·O····· L········ L··OE···S ·········
remind               ········· ········S ········S ········S ·········
remindPicture        ········· ········S ········S ········· ·········
eraseText            ········· ········S ········S ········S ········S
offerRole            ········· ········S ········S ········· ·········
openRoles            ········· ········S ········S ········· ·········
reportSms            ········· ········S ········S ········S ·········
reportUnreachable    ········· ········S ········S ········S ·········
interrupt            ········· ········S ········S ········S ·········
readPicture          ········· LHBOEK··· LHBOEK··· LH·OEK··· LH·OEK···
readLog              ········· LH·O····· LH·O····· L··OE···· LH·OE····
readRoles            ········· LH·O····· LH·O····· ········· LH·O·····
readPlace            ········· LH·O····· LH·O····· ········· LH·O·····
readLevel            ········· LH·O····· LH·O····· ········· LH·O·····
readCalls            ········· LH·O····· LH·O····· L··OE···· LH·O·····
readHistory          L··OE···· L··OE···· L··OE···· L··OE···· L··OE····
readEvaluation       ········· ········· ········· ········· LH··E····
readEnding           ········· LH·O····· LH·O····· L··OE···· LH·O·····
readPlan             LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK···
readContacts         LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK···
readReadiness        LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK··· LH·OEK···
readOwn              LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA··
readHelp             LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA··
settleCorrection     ····E···· ····E···· ····E···· ····E···· ····E····
actAs                LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA·· LHBOEKA··
`;

const allowed: ReadonlyMap<string, readonly string[]> = new Map(matrix.trim().split('\n').map(rowOf));
/** A number to phone, or what to type instead. */
const wayOn = /\d\d \d\d \d\d \d\d|[Ss]kriv »/;

describe('the table of rights', () => {
  it('has a row for every right, and no other', () => {
    expect([...allowed.keys()].toSorted()).toEqual(rights.toSorted());
  });

  it.each(rights)('%s: is for those the table names, in each phase', (right) => {
    expect(phases.map((phase) => lettersOf(right, phase)).join(' ')).toBe(
      phases.map((phase) => columnOf(right, phase)).join(' '),
    );
  });

  it('takes each person for what they are', () => {
    const crisis = courses.led()?.crisis;
    for (const part of cast) {
      const { actor, guest, standings, as } = parts[part];
      expect(standingsOf(testPlan, crisis, actor.id, guest), as).toEqual(standings);
    }
  });

  it('finds each phase', () => {
    expect(phases.map((phase) => phaseOf(courses[phase]()?.crisis))).toEqual(phases);
  });

  it('denies what it does not know', () => {
    for (const unknown of ['', 'constructor', 'toString', 'readEverything']) {
      expect(may(unknown as Right, 'led', ['leader', 'organisation', 'owner', 'tenant'])).toBe(false);
    }
    expect(may('note', 'night' as Phase, ['leader'])).toBe(false);
    expect(may('note', 'led', ['mayor' as Standing])).toBe(false);
    expect(may('note', 'led', [])).toBe(false);
  });

  it('gives no right to what outlives a crisis by a role in one', () => {
    const crisis = courses.led()?.crisis;
    const { id } = parts.H.actor;
    expect(standingsFor('note', testPlan, crisis, id)).toContain('holder');
    for (const right of ['start', 'startContactExercise', 'linkPerson', 'chooseChannel'] as const) {
      expect(standingsFor(right, testPlan, crisis, id), right).toEqual(['tenant']);
    }
  });

  it('goes by the plan the crisis was started with, and for what outlives it by the plan as it is', () => {
    const crisis = courses.led()?.crisis;
    const roles = testPlan.roles.map((role) => ({ ...role, holder: { contactId: 'anna' }, deputies: [] }));
    const now = { ...testPlan, roles, succession: ['anna'] };
    expect(standingsFor('note', now, crisis, 'peter')).toContain('organisation');
    expect(standingsFor('linkPerson', now, crisis, 'peter')).not.toContain('organisation');
  });

  it('hears whoever lacks nothing but a running crisis, so that the answer can say so', () => {
    const staff = parts.O.standings;
    expect(mayAsk('note', undefined, staff)).toBe(true);
    expect(mayAsk('note', courses.ended()?.crisis, staff)).toBe(true);
    expect(mayAsk('note', undefined, parts.A.standings)).toBe(false);
    expect(mayAsk('setLevel', courses.led()?.crisis, staff)).toBe(false);
  });
});

describe.each(phases)('the rules, in phase %s', (phase) => {
  const crisis = courses[phase]()?.crisis;
  // The edge lets no guest come this far: they are nobody the rules could know.
  const present = presentIn(phase).filter((part) => part !== 'G');

  it.each(rights.filter(isOfDomain))('%s: refuse whom the table denies, and nobody else', (right) => {
    for (const part of present) {
      const decision = tries(part, right, crisis);
      const code = 'refusal' in decision ? decision.refusal.code : 'done';
      const text = 'refusal' in decision ? decision.refusal.text : '';
      const isAllowed = columnOf(right, phase).includes(part);
      if (isAllowed) expect(code, `${parts[part].as}: ${text}`).not.toBe('notAllowed');
      else expect(denials[phase], `${parts[part].as}: ${code} ${text}`).toContain(code);
      if (!isAllowed && part !== 'S') expect(text).toMatch(wayOn);
    }
  });
});

describe.each(Object.entries(alsoLed))('in %s', (_, course) => {
  const { crisis } = course();

  it('everyone may what the table says of one with a crisis leader, and nothing else', () => {
    expect(phaseOf(crisis)).toBe('led');
    for (const part of presentIn('led')) {
      const standings = standingsOf(testPlan, crisis, parts[part].actor.id, parts[part].guest);
      for (const right of rights) {
        const own = standingsFor(right, testPlan, crisis, parts[part].actor.id, parts[part].guest);
        // Whoever was asked to take a role over is asked anew in a crisis that was opened again.
        const isAsked = part !== 'B' || standings.includes('asked');
        if (isAsked)
          expect(may(right, 'led', own), `${right} by ${part}`).toBe(columnOf(right, 'led').includes(part));
      }
    }
  });

  it.each(rights.filter(isOfDomain))('%s is refused to whom the table denies it', (right) => {
    for (const part of presentIn('led').filter((one) => one !== 'G' && one !== 'B')) {
      const decision = tries(part, right, crisis);
      const code = 'refusal' in decision ? decision.refusal.code : 'done';
      expect(code === 'notAllowed', `${parts[part].as}: ${code}`).toBe(
        !columnOf(right, 'led').includes(part),
      );
    }
  });
});

describe('a command that no table knows', () => {
  it('is refused to everybody in every phase', () => {
    for (const phase of phases) {
      const crisis = courses[phase]()?.crisis;
      for (const kind of ['', 'constructor', '__proto__', 'toString', 'deleteEverything']) {
        for (const part of presentIn(phase)) {
          const by = parts[part].actor;
          const decision = decide(crisis, {
            kind,
            by,
            at: '2026-11-23T09:00:00.000Z',
            plan: testPlan,
          } as never);
          expect('refusal' in decision, `${kind} by ${part} in ${phase}`).toBe(true);
        }
      }
    }
  });
});

describe('a refusal', () => {
  it('is never a dead end: it holds a number, or what to type instead', () => {
    for (const phase of phases) {
      const crisis = courses[phase]()?.crisis;
      for (const right of rights) {
        for (const part of presentIn(phase).filter((one) => one !== 'S')) {
          if (!columnOf(right, phase).includes(part)) expect(refused(part, right, crisis)).toMatch(wayOn);
        }
      }
    }
  });

  it('names the crisis leader with number; while nobody leads, the emergency phone', () => {
    const led = courses.led()?.crisis;
    expect(refused('O', 'setLevel', led)).toBe(
      'Kun kriselederen kan sætte niveauet: ring til Anna Holm (96 11 00 01).',
    );
    expect(refused('A', 'note', led)).toContain('ring til kriselederen Anna Holm (96 11 00 01).');
    expect(refused('A', 'note', courses.unled()?.crisis)).toContain('ring 96 11 00 00');
  });

  it('gives the emergency phone as well where the plan has no number of the crisis leader', () => {
    const contacts = testPlan.contacts.map(({ phone: _, phoneText: __, ...contact }) => contact);
    const led = courses.led()?.crisis;
    const crisis = led && { ...led, plan: { ...testPlan, contacts } };
    expect(refused('O', 'setLevel', crisis)).toContain('ring til Anna Holm, eller ring 96 11 00 00');
  });

  it('names the plan’s owner for what is the owner’s', () => {
    for (const right of [
      'linkPerson',
      'chooseChannel',
      'startContactExercise',
      'settleCorrection',
    ] as const) {
      expect(refused('A', right, undefined)).toContain('Karen Friis (96 11 00 06)');
    }
    expect(refused('H', 'linkPerson', courses.led()?.crisis)).toContain('Karen Friis (96 11 00 06)');
  });

  it('tells someone outside how to raise an alarm', () => {
    expect(refused('A', 'start', undefined)).toBe(
      'Kun kriseorganisationen kan starte en krise. Er der sket noget, så skriv »alarm«, og hvad der er sket, eller ring 96 11 00 00 (Digital Drifts beredskabstelefon).',
    );
  });

  it('tells in a contact exercise what it asks for, and how to start a crisis', () => {
    const text = refused('O', 'takeRole', courses.contactExercise()?.crisis);
    expect(text).toMatch(/skriv »set«.*skriv »start«/);
  });
});

describe('every command word', () => {
  it.each(commands.map(({ word, right }) => [word, right] as const))(
    '»%s« takes a right of the table',
    (_, right) => {
      expect(rights).toContain(right);
    },
  );

  it('lets others in the tenant raise an alarm and read the help, and nothing more', () => {
    const theirs = commands.filter(({ right, localOnly }) => !localOnly && may(right, 'led', ['tenant']));
    expect([...new Set(theirs.map(({ right }) => right))].toSorted()).toEqual([
      'raiseAlarm',
      'readHelp',
      'readOwn',
    ]);
  });
});

const denials: Readonly<Record<Phase, readonly string[]>> = {
  // While nothing runs there is nothing to be denied: the answer says how to start.
  idle: ['notAllowed', 'invalid'],
  unled: ['notAllowed'],
  led: ['notAllowed'],
  contactExercise: ['notAllowed'],
  ended: ['notAllowed', 'ended'],
};

function rowOf(line: string): [string, readonly string[]] {
  const [right = '', ...columns] = line.trim().split(/\s+/);
  if (columns.length !== phases.length) throw new Error(`a row needs ${phases.length} columns: ${line}`);
  return [right, columns];
}

function columnOf(right: Right, phase: Phase): string {
  return allowed.get(right)?.[phases.indexOf(phase)] ?? '';
}

function lettersOf(right: Right, phase: Phase): string {
  return cast.map((part) => (may(right, phase, parts[part].standings) ? part : '·')).join('');
}

function refused(part: Part, right: Right, crisis: Crisis | undefined): string {
  const { actor, guest } = parts[part];
  const standings = standingsFor(right, testPlan, crisis, actor.id, guest);
  return refusalOf(right, { plan: testPlan, crisis, standings }).text;
}
