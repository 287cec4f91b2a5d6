import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnnouncerNeeds } from '../../src/announcing/announcer.ts';
import { type Course, createCourse } from '../../src/announcing/course.ts';
import type {
  ConversationRef,
  Message,
  Messenger,
  NoticeState,
  Notices,
  PostedCard,
  SendResult,
} from '../../src/ports.ts';
import { type MemoryCrises, memoryCrises } from '../daybook/memory-crises.ts';
import { testPlan } from '../fixtures/plan.ts';
import { anna, begin, channel, jens } from '../storage/cast.ts';

const sent = { state: 'sent', activityId: '1' } as const;
const start = Date.parse('2026-11-23T12:00:00.000Z');

let memory: MemoryCrises;
let id: string;
let now: number;
/** Rows and cards as the tables have them, who may announce, and how often the tables were read. */
let rows: Map<string, NoticeState>;
let cards: Map<string, PostedCard>;
let holder: string;
let reads: number;
/** What goes wrong with the tables, by what is asked of them. */
let fails: (what: 'lease' | 'mark' | 'saveCard' | 'channel', states?: readonly NoticeState[]) => boolean;
/** "jens: its summary, and how the row stood", in order; the status card as "status". */
let said: string[];
let edits: string[];
let failed: string[];
/** What Teams answers, by person or "status". */
let answers: (to: string) => SendResult | Error;
let onDone: number;
let course: Course;
let open: Course[];

beforeEach(async () => {
  [rows, cards, said, edits, failed, open] = [new Map(), new Map(), [], [], [], []];
  [holder, reads, onDone, now] = ['', 0, 0, start];
  [fails, answers] = [() => false, () => sent];
  memory = memoryCrises();
  id = await begin(memory.crises);
  course = replica();
});
afterEach(async () => {
  answers = () => sent;
  for (const one of open) await one.leave();
});

const notices: Pick<Notices, 'lease' | 'releaseLease' | 'states' | 'mark' | 'cards' | 'saveCard'> = {
  async lease(_, owner) {
    if (fails('lease')) throw new Error('away');
    if (holder !== '' && holder !== owner) return false;
    holder = owner;
    return true;
  },
  async releaseLease(_, owner) {
    if (holder === owner) holder = '';
  },
  async states() {
    reads += 1;
    return new Map(rows);
  },
  async mark(_, states) {
    if (states.size > 0 && fails('mark', [...states.values()])) throw new Error('away');
    for (const [notice, state] of states) rows.set(notice, state);
  },
  cards: async () => [...cards.values()],
  async saveCard(_, card) {
    if (fails('saveCard')) throw new Error('away');
    cards.set(card.target, card);
  },
};

function replica(owner = 'me'): Course {
  const answer = (to: string): SendResult => {
    const given = answers(to);
    if (given instanceof Error) throw given;
    return given;
  };
  const post = async (to: ConversationRef, { summary }: Message) => {
    said.push(`status@${to.id.slice(0, 6)}: ${summary}`);
    return answer('status');
  };
  const update = async (_: ConversationRef, activityId: string) => {
    edits.push(activityId);
    return answer('edit');
  };
  const needs = {
    planId: testPlan.id,
    crises: memory.crises,
    notices: notices as Notices,
    messenger: { post, update } as unknown as Messenger,
    reach: {
      async send(to: string, { summary }: Message) {
        const [notice] = [...rows.keys()].filter((one) => one.endsWith(`-${to}`)).slice(-1);
        said.push(`${to}: ${summary} [${rows.get(notice ?? '')}]`);
        return { result: answer(to), conversation: { ...channel, id: to, kind: 'personal' } };
      },
    },
    kept: { freshen: async () => 'asItIs' },
    journal: { info: () => undefined, error: (event: string) => void failed.push(event) },
    clock: { now: () => new Date(now).toISOString() },
    gatherMs: 1,
    owner,
    async channel() {
      if (fails('channel')) throw new Error('away');
      return undefined;
    },
  } as unknown as AnnouncerNeeds;
  const one = createCourse(needs, id, () => {
    onDone += 1;
  });
  open.push(one);
  return one;
}

/** One look, and all that it begins. */
async function look(which = course): Promise<void> {
  const ledger = memory.ledgers.get(id);
  if (ledger) await which.announce(ledger, channel);
  await which.idle();
}

const does = (who: typeof anna, intent: string, body: Parameters<MemoryCrises['crises']['submit']>[4]) =>
  memory.crises.submit(id, intent, who, new Date(now).toISOString(), body);
const to = (who: string) => said.filter((one) => one.startsWith(`${who}:`));
const texts = () => memory.ledgers.get(id)?.entries.map(({ text }) => text) ?? [];
const later = (minutes: number) => {
  now += minutes * 60_000;
};

describe('a call-out', () => {
  it('is noted before it is sent and settled after, once; nothing is read again until there is more', async () => {
    await look();
    expect(to('jens')).toEqual([expect.stringMatching(/^jens: KRISE: .*\[sending\]$/)]);
    expect(rows.get('1-card-jens')).toBe('sent');
    expect(cards.get('person:jens#1-card-jens')).toBeDefined();
    await look();
    const before = reads;
    await look();
    await look();
    expect([reads, said.length]).toEqual([before, 5]);
    expect(onDone).toBeGreaterThan(0);
  });

  it('is sent to nobody whose row could not be written, and then as for the first time', async () => {
    fails = (what) => what === 'mark';
    await expect(look()).rejects.toThrow('away');
    expect(to('jens')).toEqual([]);
    // The write may have got there although its answer did not.
    rows.set('1-card-jens', 'sending');
    fails = () => false;
    await look();
    expect(to('jens')).toEqual([expect.not.stringContaining('(sendt igen)')]);
  });

  it('in doubt is repeated once, later, marked; then its person is named, once', async () => {
    answers = (who) => (who === 'jens' ? { state: 'unknown' } : sent);
    await look();
    expect(rows.get('1-card-jens')).toBe('sending');
    await look();
    expect(to('jens')).toHaveLength(1);
    for (let minute = 0; minute < 4; minute += 1) {
      later(1);
      await look();
    }
    expect(to('jens')).toEqual([
      expect.stringContaining('[sending]'),
      expect.stringMatching(/\(sendt igen\) \[repeating\]$/),
    ]);
    expect(rows.get('1-card-jens')).toBe('unknown');
    expect(memory.ledgers.get(id)?.crisis.people.jens?.unreachable).toBe('unsure');
    expect(texts()).toHaveLength(2);
  });

  it('that was put off comes after its pause, and whoever waits three minutes is named once', async () => {
    answers = (who) => (who === 'jens' ? { state: 'later', afterMs: 30_000 } : sent);
    await look();
    expect(rows.get('1-card-jens')).toBe('waiting');
    later(0.4);
    await look();
    expect(to('jens')).toHaveLength(1);
    for (let minute = 0; minute < 8; minute += 1) {
      later(1);
      await look();
    }
    expect(to('jens').length).toBeGreaterThan(4);
    expect(memory.ledgers.get(id)?.crisis.people.jens?.unreachable).toBe('delayed');
    expect([texts().length, rows.get('1-card-jens')]).toEqual([2, 'waiting']);
    answers = () => sent;
    later(2);
    await look();
    expect(rows.get('1-card-jens')).toBe('sent');
  });

  it('that fails before it is sent stays due', async () => {
    answers = (who) => (who === 'jens' ? new Error('the tables are away') : sent);
    await look();
    expect([rows.get('1-card-jens'), failed]).toEqual(['waiting', ['notice.notSent']]);
    answers = () => sent;
    later(1);
    await look();
    expect(to('jens')).toEqual([expect.anything(), expect.not.stringContaining('(sendt igen)')]);
  });

  it('is left to whoever has the right to announce', async () => {
    holder = 'another';
    await look();
    expect([said, reads]).toEqual([[], 0]);
    holder = '';
    await look();
    expect(to('jens')).toHaveLength(1);
    await course.leave();
    expect(holder).toBe('');
  });

  it('is not said to have been made before that is stored, nor made again meanwhile', async () => {
    fails = (_, states) => states?.includes('sent') === true;
    await look();
    expect([rows.get('1-card-jens'), to('jens').length]).toEqual(['sending', 1]);
    await look();
    expect(to('jens')).toHaveLength(1);
    fails = () => false;
    await look();
    expect([rows.get('1-card-jens'), to('jens').length]).toEqual(['sent', 1]);
  });
});

describe('what another process left', () => {
  it('half sent is not said again where it is no alarm, and repeated where it is one', async () => {
    await look();
    await does(anna, 'l', { kind: 'setLevel', level: 2 });
    rows.set('2-text-jens', 'sending');
    rows.set('1-card-lise', 'sending');
    cards.delete('person:lise#1-card-lise');
    said = [];
    await look(replica());
    expect(to('jens')).toEqual([]);
    expect(rows.get('2-text-jens')).toBe('unknown');
    expect(to('lise')).toContainEqual(expect.stringMatching(/\(sendt igen\)/));
  });

  it('half repeated is not sent a third time, and its person is named', async () => {
    rows.set('1-card-jens', 'repeating');
    await look();
    expect([to('jens'), rows.get('1-card-jens')]).toEqual([[], 'unknown']);
    expect(memory.ledgers.get(id)?.crisis.people.jens?.unreachable).toBe('unsure');
  });

  it('sent with its card stored is sent', async () => {
    rows.set('1-card-jens', 'sending');
    const target = 'person:jens#1-card-jens';
    cards.set(target, { target, conversation: channel, activityId: '7', shown: 'x' });
    await look();
    expect([to('jens'), rows.get('1-card-jens')]).toEqual([[], 'sent']);
    expect(edits).toContain('7');
  });

  it('put off is said by the newest card alone', async () => {
    rows.set('1-card-jens', 'waiting');
    answers = (who) => (who === 'jens' ? { state: 'later', afterMs: 0 } : sent);
    await does(anna, 'r', { kind: 'assignRole', role: 'logOfficer', to: jens });
    answers = () => sent;
    await look(replica());
    expect(to('jens')).toHaveLength(1);
    expect(rows.get('1-card-jens')).toBe('overtaken');
  });
});

describe('the status card', () => {
  it('is posted once, and edited when there is something new to show', async () => {
    await look();
    await look();
    expect([to('status@19:kri').length, edits.filter((one) => one === '1').length]).toEqual([1, 0]);
    await does(anna, 'l', { kind: 'setLevel', level: 2 });
    await look();
    expect(edits).not.toEqual([]);
    const before = edits.length;
    await look();
    expect([edits.length, to('status@19:kri').length]).toEqual([before, 1]);
  });

  it('in doubt is repeated once, marked, and then only with something new', async () => {
    answers = (who) => (who === 'status' ? { state: 'unknown' } : sent);
    for (let minute = 0; minute < 4; minute += 1) {
      later(1);
      await look();
    }
    expect(to('status@19:kri')).toEqual([
      expect.not.stringContaining('(sendt igen)'),
      expect.stringContaining('(sendt igen)'),
    ]);
    await does(anna, 'l', { kind: 'setLevel', level: 2 });
    await look();
    expect(to('status@19:kri')).toHaveLength(3);
  });

  it('put off comes later; where it belongs unknown, nobody’s call-out waits for that', async () => {
    fails = (what) => what === 'channel';
    await look();
    expect([to('status@19:kri'), to('jens').length]).toEqual([[], 1]);
    fails = () => false;
    answers = (who) => (who === 'status' ? { state: 'later', afterMs: 20_000 } : sent);
    await look();
    await look();
    expect(to('status@19:kri')).toHaveLength(1);
    answers = () => sent;
    later(1);
    await look();
    expect(to('status@19:kri')).toHaveLength(2);
    expect(to('status@19:kri')[1]).not.toContain('(sendt igen)');
  });

  it('that somebody deleted is posted anew; an edit that is put off or in doubt is made again', async () => {
    await look();
    await does(anna, 'l', { kind: 'setLevel', level: 2 });
    answers = (who) => (who === 'edit' ? { state: 'unknown' } : sent);
    await look();
    const { length } = edits;
    expect(length).toBeGreaterThan(0);
    later(2);
    answers = (who) => (who === 'edit' ? { state: 'later', afterMs: 1000 } : sent);
    await look();
    expect(edits.length).toBe(2 * length);
    later(2);
    answers = (who) => (who === 'edit' ? { state: 'unreachable' } : sent);
    await look();
    expect(to('status@19:kri')).toHaveLength(2);
  });
});

it('the end is told by whoever announces, and then nothing follows', async () => {
  await look();
  expect(course.isOver()).toBe(false);
  await does(anna, 'e', { kind: 'end', remark: '' });
  answers = (who) => (who === 'peter' ? { state: 'later', afterMs: 0 } : sent);
  await look();
  await look();
  expect([to('jens').length, course.isOver()]).toEqual([2, false]);
  // Last words are given up after an hour.
  later(61);
  await look();
  await look();
  expect([rows.get('2-evaluation-peter') ?? rows.get('2-text-peter'), course.isOver()]).toEqual([
    'unreachable',
    true,
  ]);
});
