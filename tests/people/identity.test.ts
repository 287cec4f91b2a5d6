import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/plan.ts';
import { createIdentity, type Identity } from '../../src/people/identity.ts';
import {
  type ConversationRef,
  type KnownAccount,
  type Member,
  type Messenger,
  type People,
  StoreFault,
} from '../../src/ports.ts';
import type { Request, Sender } from '../../src/request.ts';
import { type TestStore, testStore } from '../azurite/test-store.ts';
import { type Stage, setStage } from '../course/stage.ts';
import type { Place } from '../fake-teams/world.ts';
import { testPlan } from '../fixtures/plan.ts';

const here: ConversationRef = {
  id: '19:krise@thread.tacv2',
  kind: 'channel',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  tenantId: 'home',
};
const jens = testPlan.contacts.find(({ id }) => id === 'jens') ?? { id: '', name: '', title: '' };
const member = (accountId: string, more: Partial<Member> = {}): Member => ({
  accountId,
  name: jens.name,
  guest: false,
  tenantId: 'home',
  ...more,
});

let store: TestStore;
/** What the roster holds now; it answers nobody while it is undefined. */
let roster: Member[] | undefined;
let identity: Identity;

beforeEach(async () => {
  store = await testStore();
  roster = [];
  identity = at(testPlan);
});

describe('a stored match', () => {
  it('by name ends when the contact gets a UPN in the plan, or another person the post', async () => {
    roster = [member('a1')];
    await expectStanding('a1', 'organisation');
    identity = at(planWith({ ...jens, upn: 'jens.krogh@noerreby.example' }));
    await expectStanding('a1', 'tenant');
    identity = at(testPlan);
    await expectStanding('a1', 'organisation');
    identity = at(planWith({ ...jens, name: 'Bo Ny' }));
    expect(await holders()).toEqual([]);
    await expectStanding('a1', 'tenant');
  });

  it('leaves its post to the one who has it now', async () => {
    roster = [member('a1'), member('a2', { name: 'Bo Ny' })];
    await identity.learn(here);
    identity = at(planWith({ ...jens, name: 'Bo Ny' }));
    await identity.learn(here);
    expect(await holders()).toEqual(['a2']);
  });

  it('made by kobl lasts as long as the contact has the name it had then', async () => {
    roster = [member('a1', { name: 'J. Krogh' })];
    await expectStanding('a1', 'tenant');
    await identity.link('a1', testContact('jens'), here);
    await expectStanding('a1', 'organisation');
    identity = at(planWith({ ...jens, upn: 'jens.krogh@noerreby.example' }));
    await expectStanding('a1', 'organisation');
    identity = at(planWith({ ...jens, name: 'Bo Ny' }));
    await expectStanding('a1', 'tenant');
    expect(await identity.actorOf({ accountId: 'a1', name: 'J. Krogh' }, here)).toMatchObject({
      id: 'teams:a1',
    });
  });

  it('that counts no more keeps nobody else from the contact', async () => {
    const bo = { name: 'Bo Ny' };
    await stored({ accountId: 'a1', name: jens.name, guest: false, contactId: 'jens', matchedBy: 'kobl' });
    identity = at(planWith({ ...jens, ...bo }));
    roster = [member('a2', bo)];
    await expectStanding('a2', 'organisation');
  });

  it('from before rosters were compared is looked at anew', async () => {
    const known = { accountId: 'a1', name: jens.name, contactId: 'jens', matchedBy: 'name' as const };
    await stored({ ...known, guest: false, seenAt: here });
    roster = [member('a1', { guest: true })];
    await expectStanding('a1', 'guest');
    expect(await holders()).toEqual([]);
  });
});

describe('people of another tenant', () => {
  const foreign = { tenantId: 'elsewhere' };

  it('are strangers, though they have a contact’s name, and stay so while Teams does not tell', async () => {
    roster = [member('b1', foreign)];
    await expectStanding('b1', 'stranger');
    roster = undefined;
    await expectStanding('b1', 'stranger');
    const { tenantId: _tenant, ...untold } = member('b1');
    roster = [untold];
    await expectStanding('b1', 'stranger');
    expect(await identity.actorOf({ accountId: 'b1', name: jens.name }, here)).toMatchObject({
      id: 'teams:b1',
    });
  });

  it('are strangers also where the message alone tells their tenant, and are remembered', async () => {
    roster = undefined;
    await expectStanding('b1', 'stranger', foreign);
    await expectStanding('b1', 'stranger');
  });

  it('are not learnt from a roster, not even of a channel that tells no tenant', async () => {
    roster = [member('c1', { name: 'Lise Bro' })];
    await identity.learn(here);
    roster = [member('b1', foreign)];
    await identity.learn(here);
    const { tenantId: _tenant, ...untold } = here;
    await identity.learn(untold);
    expect(await holders()).toEqual([]);
  });

  it('lose a match that was stored before', async () => {
    const known = { accountId: 'b1', name: jens.name, contactId: 'jens', matchedBy: 'name' as const };
    await stored({ ...known, guest: false, seenAt: here });
    roster = [member('b1', foreign)];
    await identity.learn(here);
    expect(await holders()).toEqual([]);
  });

  it('cannot be tied, nor can guests', async () => {
    roster = [member('b1', foreign), member('g1', { guest: true }), member('a1')];
    const colleague = (accountId: string) => identity.colleague({ accountId, name: jens.name }, here);
    expect([await colleague('b1'), await colleague('g1')]).toEqual([undefined, undefined]);
    expect(await colleague('a1')).toEqual({ accountId: 'a1', person: { id: 'jens', name: jens.name } });
  });
});

describe('someone the roster does not tell of', () => {
  it('may raise an alarm and is nobody’s contact', async () => {
    roster = undefined;
    await expectStanding('a1', 'tenant');
    expect(await holders()).toEqual([]);
  });

  it('is a guest as soon as it does, whatever they act as, and from then on', async () => {
    roster = undefined;
    await expectStanding('g1', 'tenant');
    await store.people.change('g1', (known) => ({
      ...(known ?? { accountId: 'g1', name: '', guest: false }),
      actsAs: 'jens',
    }));
    roster = [member('g1', { guest: true })];
    await expectStanding('g1', 'guest');
    roster = undefined;
    await expectStanding('g1', 'guest');
  });
});

describe('two accounts that match one contact', () => {
  it('at the same time on two replicas leave it to the first by id', async () => {
    roster = [member('a2'), member('a1')];
    const people = bothBeforeEither(store.people);
    const replicas = [at(testPlan, people), at(testPlan, people)];
    const [one, other] = replicas;
    await Promise.all([one?.recognise(request('a2')), other?.recognise(request('a1'))]);
    const ids = await Promise.all(
      ['a1', 'a2'].map(async (id) => (await one?.recognise(request(id)))?.actor.id),
    );
    expect(ids).toEqual(['jens', 'teams:a2']);
    expect(await holders()).toEqual(['a1']);
  });

  it('are told apart also when a replica went down between writing and looking', async () => {
    const known = { name: jens.name, guest: false, contactId: 'jens', matchedBy: 'name' as const };
    for (const accountId of ['a2', 'a1'])
      await stored({ ...known, accountId, seenAt: here, stranger: false } as KnownAccount);
    roster = undefined;
    await expectStanding('a2', 'tenant');
    await expectStanding('a1', 'organisation');
    expect(await holders()).toEqual(['a1']);
  });

  it('give way to the one tied by hand', async () => {
    roster = [member('a1'), member('a2', { name: 'J. Krogh' })];
    await identity.learn(here);
    await expectStanding('a2', 'tenant');
    expect(await identity.link('a2', testContact('jens'), here)).toEqual([jens.name]);
    await expectStanding('a1', 'tenant');
    await expectStanding('a2', 'organisation');
  });
});

describe('kobl', () => {
  let stage: Stage;
  let channel: Place;
  const ties = async (who: 'jens' | 'lise' | 'ole', text: string) => {
    await stage[who].types(`kobl ${text}`, { in: channel, mention: true });
    return stage[who].latest(channel)?.text;
  };
  beforeAll(async () => {
    stage = await setStage();
    channel = stage.teams.channel('Drift');
    await stage.jens.types('start Strømsvigt', { in: channel, mention: true });
    await stage.jens.types('jeg tager rollen leder', { in: channel, mention: true });
    await stage.settled();
  });
  afterAll(() => stage.close());

  it('gives nobody the acting leader’s contact, nor takes the leader’s account, on another’s word', async () => {
    const refusal = 'kan koble denne kontakt';
    expect(await ties('lise', `@${stage.ole.name} Jens Krogh`)).toContain(refusal);
    expect(await ties('lise', `@${stage.jens.name} Mette Ask`)).toContain(refusal);
    await stage.ole.types('niveau 2', { in: channel, mention: true });
    expect(stage.ole.latest(channel)?.text).toContain('Kun kriseorganisationen');
    await stage.jens.types('mit');
    expect(stage.jens.latest()?.text).toContain('Kriseleder');
  });

  it('moves an account from one contact to another, and names whoever loses one', async () => {
    expect(await ties('lise', `@${stage.ole.name} Peter Lund`)).toBe(
      'Ole Vind er nu koblet til Peter Lund (Leder af projekter). Teams-kontoen Peter Lund er ikke længere koblet til Peter Lund.',
    );
    expect(await ties('lise', `@${stage.ole.name} Peter Lund`)).toBe(
      'Ole Vind er allerede koblet til Peter Lund.',
    );
    expect(await ties('jens', `@${stage.ole.name} Lise Bro`)).toBe(
      'Ole Vind er nu koblet til Lise Bro (Leder af servicedesk). Peter Lund er ikke længere koblet til en Teams-konto. Teams-kontoen Lise Bro er ikke længere koblet til Lise Bro.',
    );
    expect(await ties('lise', `@${stage.ole.name} Peter Lund`)).toContain('Kun kriseorganisationen');
    expect(await ties('jens', `@${stage.lise.name} Lise Bro`)).toContain(
      'Teams-kontoen Ole Vind er ikke længere koblet til Lise Bro.',
    );
    await stage.lise.types('jeg tager rollen log', { in: channel, mention: true });
    expect(stage.lise.latest(channel)?.text).toContain('rollen Situationsbillede');
  });
});

describe('while nobody can tell who has which contact', () => {
  const away = () => Promise.reject(new StoreFault('away'));
  const unread = (): People => ({ ...store.people, all: away });

  it('an address makes somebody a contact, a name alone does not, and guests and others stay out', async () => {
    const upn = 'anna.holm@noerreby.example';
    roster = [
      member('a1', { name: 'A. Holm', upn }),
      member('a2'),
      member('a3', { upn: 'x#EXT#@y.example', guest: true }),
      member('a4', { upn: 'anna.holm@noerreby.example', tenantId: 'elsewhere' }),
    ];
    identity = at(testPlan, unread());
    await expectStanding('a1', 'organisation');
    await expectStanding('a2', 'tenant');
    await expectStanding('a3', 'guest');
    await expectStanding('a4', 'stranger');
    roster = undefined;
    await expectStanding('a5', 'tenant');
    // Once they can be read, a name is enough again.
    roster = [member('a2')];
    identity = at(testPlan);
    await expectStanding('a2', 'organisation');
  });
});

function at(plan: Plan, people: People = store.people): Identity {
  const messenger: Pick<Messenger, 'member' | 'members'> = {
    member: async (_of, id) => roster?.find(({ accountId }) => accountId === id),
    members: async () => ({ members: roster ?? [], isWhole: true }),
  };
  return createIdentity({ plan, people, messenger: messenger as Messenger });
}

function request(accountId: string, sender: Partial<Sender> = {}): Request {
  return {
    intent: '',
    at: '2026-11-23T12:00:00.000Z',
    sender: { accountId, name: 'Vist navn', ...sender },
    conversation: here,
    addressed: true,
    text: '',
    mentions: [],
  };
}

async function expectStanding(accountId: string, standing: string, sender: Partial<Sender> = {}) {
  expect((await identity.recognise(request(accountId, sender))).standing).toBe(standing);
}

function stored(account: KnownAccount) {
  return store.people.change(account.accountId, () => account);
}

/** The accounts that are the contact jens today. */
async function holders(): Promise<readonly string[]> {
  const all = await store.people.all();
  return all.filter((account) => identity.contactIdOf(account) === 'jens').map((one) => one.accountId);
}

function planWith(contact: Plan['contacts'][number] | typeof jens): Plan {
  const contacts = testPlan.contacts.map((one) => (one.id === contact.id ? { ...one, ...contact } : one));
  return { ...testPlan, contacts };
}

function testContact(id: string) {
  const contact = testPlan.contacts.find((one) => one.id === id);
  if (!contact) throw new Error(`the test plan has no ${id}`);
  return contact;
}

/** The store, with the first two changes made only when both are asked for: two replicas at once. */
function bothBeforeEither(people: People): People {
  let waiting = 2;
  let open: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    ...people,
    async change(accountId, change) {
      waiting -= 1;
      if (waiting === 0) open();
      await gate;
      return people.change(accountId, change);
    },
  };
}
