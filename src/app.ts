import { createActing, watched } from './acting.ts';
import type { Announcer } from './announcer.ts';
import {
  helloOutsider,
  meantAlone,
  refusedAccess,
  refusedCommand,
  strayCard,
  unknownCommand,
  withoutCrisis,
  withTextBack,
} from './answers.ts';
import { helloCard, welcomeCard } from './cards/guide.ts';
import { withActor, withExercise } from './cards/with-actor.ts';
import { withLeftover } from './cards/with-leftover.ts';
import type { Acting, Answer, Ask, CommandSpec } from './commands/command.ts';
import { commandOf, commands, own } from './commands/commands.ts';
import { callsTheBot, type Nearest, parse } from './commands/parse.ts';
import type { CrisisChannels } from './crisis-channel.ts';
import { mayAct } from './domain/crisis.ts';
import type { Ledger } from './domain/ledger.ts';
import { inOrganisation, type Plan } from './domain/plan.ts';
import { failureAnswer } from './failure.ts';
import type { Identity, Person } from './identity.ts';
import type { Alarms, Clock, ConversationRef, Crises, Journal, Message, People, Rooms } from './ports.ts';
import type { Reach } from './reach.ts';
import type { Bot, Reply, Request } from './request.ts';
import { channelState } from './setting-up.ts';

export interface AppNeeds {
  readonly plan: Plan;
  readonly crises: Crises;
  readonly people: People;
  readonly alarms: Alarms;
  readonly rooms: Rooms;
  readonly channels: CrisisChannels;
  readonly identity: Identity;
  readonly reach: Reach;
  readonly announcer: Announcer;
  readonly journal: Journal;
  readonly clock: Clock;
  /** True in the local trial: one person at a screen may act as anyone. */
  readonly local: boolean;
}

/** One request through: who asks, about which crisis, which command; then its answer. */
export function createApp(needs: AppNeeds): Bot {
  const { plan, crises, identity, journal, local } = needs;
  const usable = local ? commands : commands.filter(({ localOnly }) => !localOnly);

  async function answer(request: Request): Promise<Reply | undefined> {
    if (!request.tap && !request.addressed && !callsTheBot(request.text, usable)) return undefined;
    try {
      const person = await identity.recognise(request);
      if (person.standing === 'guest' || person.standing === 'stranger')
        return say(refusedAccess(plan, person));
      const ledger = await ledgerFor(request);
      if (ledger === 'unknownCrisis') return say(strayCard);
      return dress(await reply(request, person, ledger), person, ledger);
    } catch (error) {
      return say(failureAnswer(error, request, plan, journal));
    }
  }

  /** A tap concerns its card's crisis, never another; a message the one that runs. Both are read fresh. */
  async function ledgerFor({ tap }: Request): Promise<Ledger | undefined | 'unknownCrisis'> {
    if (tap?.crisisId) {
      const tapped = /^[KØ]-\d{4}-\d{2,6}$/.test(tap.crisisId) ? await crises.read(tap.crisisId) : undefined;
      return tapped?.crisis.plan.id === plan.id ? tapped : 'unknownCrisis';
    }
    return (await crises.active(plan.id))?.ledger;
  }

  async function reply(request: Request, person: Person, ledger: Ledger | undefined): Promise<Answer> {
    const chosen = choose(request);
    if (!chosen.spec) return unknownCommand(plan, ledger, chosen.text, chosen.nearest);
    const { spec, args } = chosen;
    const isContact = plan.contacts.some(({ id }) => id === person.actor.id);
    const insider = ledger ? mayAct(ledger.crisis, person.actor.id) : inOrganisation(plan, person.actor.id);
    const asOwner = spec.ownerToo === true && person.actor.id === plan.owner;
    const may = spec.who === 'everyone' || insider || asOwner || (spec.who === 'contacts' && isContact);
    if (!may) return refusedCommand(plan, ledger, textOf(request, args));
    if (spec.needs === 'crisis' && !ledger) return withoutCrisis(plan, textOf(request, args));
    if (spec.alone && args) return meantAlone(plan, ledger, spec, chosen.text);
    const acts = watched(createActing(needs, request, person, ledger));
    const answer = await spec.answer(await askOf(request, person, ledger, args, insider, acts.acting));
    const text = spec.takesText ? args : chosen.text;
    return acts.changedSomething() || spec.reads || spec.namesOnly
      ? answer
      : withTextBack(answer, request.tap ? '' : text, plan, insider ? ledger?.crisis.id : undefined);
  }

  function choose(request: Request): Chosen | Unknown {
    if (request.tap) {
      const spec = commandOf(request.tap.verb);
      return spec && usable.includes(spec)
        ? { spec, args: '', text: '' }
        : { spec: undefined, text: '', nearest: undefined };
    }
    const parsed = parse(request.text, usable);
    return !parsed.spec && !parsed.text ? { spec: own, args: '', text: '' } : parsed;
  }

  async function askOf(
    request: Request,
    person: Person,
    ledger: Ledger | undefined,
    args: string,
    insider: boolean,
    act: Acting,
  ): Promise<Ask> {
    const mentions = await Promise.all(
      request.mentions.map((who) => identity.actorOf(who, request.conversation)),
    );
    return {
      by: person.actor,
      at: request.at,
      plan: ledger?.crisis.plan ?? plan,
      inOrganisation: insider,
      personal: request.conversation.kind === 'personal',
      args,
      mentions: mentions.map((actor, index) => ({
        ...actor,
        name: request.mentions[index]?.name ?? actor.name,
      })),
      ...(request.tap ? { tapped: request.tap.data } : {}),
      ...(ledger ? { ledger } : {}),
      act,
    };
  }

  return {
    answer,
    async arrived(conversation, accountId) {
      try {
        return await arrive(conversation, accountId);
      } catch (error) {
        journal.error('arrival failed', error);
        return undefined;
      }
    },
    async left(conversation, accountId) {
      await needs.rooms.removed(conversation.id);
      if (conversation.kind !== 'personal' || !accountId) return;
      if (!(await needs.people.find(accountId))) return;
      await needs.people.change(accountId, (known) => {
        const { personal: _gone, ...rest } = known ?? { accountId, name: '', guest: false };
        return { ...rest, lost: 'removed' };
      });
    },
  };

  /** In 1:1 one's card in a running crisis, else a greeting, once; in a team what to do first, once. */
  async function arrive(
    conversation: ConversationRef,
    accountId: string | undefined,
  ): Promise<Message | undefined> {
    if (conversation.kind !== 'personal') return welcomeTo(conversation);
    if (!accountId) return undefined;
    const before = await needs.people.find(accountId);
    const sender = { accountId, name: before?.name ?? '' };
    const person = await identity.recognise({
      intent: '',
      at: needs.clock.now(),
      sender,
      conversation,
      addressed: true,
      text: '',
      mentions: [],
    });
    const running = await crises.active(plan.id);
    const belongs = running && mayAct(running.ledger.crisis, person.actor.id);
    if (belongs && (await needs.announcer.arrived(running.ledger, person.actor.id, conversation)))
      return undefined;
    // Teams tells of one arrival in two ways, often at once: the row decides which is the first.
    const isNew = await needs.rooms.added(conversation.id);
    return isNew && !before?.personal ? hello(person) : undefined;
  }

  /** The roster is matched to the plan, so that everyone can be reached; then what is to be done. */
  async function welcomeTo(conversation: ConversationRef): Promise<Message | undefined> {
    await identity.learn(conversation);
    if (!(await needs.rooms.added(conversation.id))) return undefined;
    const chosen = await needs.channels.current(conversation);
    const card = welcomeCard(plan, channelState(chosen, conversation));
    return { card, summary: 'Velkommen til Krisebot' };
  }

  function hello(person: Person): Message {
    const isContact = plan.contacts.some(({ id }) => id === person.actor.id);
    if (!isContact) return { text: helloOutsider(plan, person.actor.name) };
    return { card: helloCard(plan, person.actor), summary: 'Hej fra Krisebot' };
  }
}

type Chosen = { readonly spec: CommandSpec; readonly args: string; readonly text: string };
type Unknown = { readonly spec: undefined; readonly text: string; readonly nearest: Nearest | undefined };

function textOf(request: Request, args: string): string {
  return request.tap ? (request.tap.data.tekst ?? '') : args;
}

function say(text: string): Reply {
  return { message: { text }, shows: 'new' };
}

/** The answer as a message: an exercise says so first, the local trial says who acts. */
function dress(answer: Answer, person: Person, ledger: Ledger | undefined): Reply {
  const actingAs = answer.actingAs ?? person.actingAs;
  const about = answer.about === undefined ? ledger : (answer.about ?? undefined);
  if (!('card' in answer)) {
    const exercise = about?.crisis.exercise && !answer.text.startsWith('ØVELSE') ? 'ØVELSE: ' : '';
    const acting = actingAs ? `[Du handler som ${actingAs}] ` : '';
    return say(`${exercise}${acting}${answer.text}`);
  }
  const kept = answer.leftover ? withLeftover(answer.card, answer.leftover, about?.crisis.id) : answer.card;
  const marked = about?.crisis.exercise ? withExercise(kept) : kept;
  const card = actingAs ? withActor(marked, actingAs) : marked;
  return { message: { card, summary: answer.summary }, shows: answer.shows ?? 'new' };
}
