import { createActing, watched } from './answering/acting.ts';
import {
  lostIn,
  mayAnswerUs,
  meantAlone,
  refusedAccess,
  refusedCommand,
  strayCard,
  textOf,
  unknownCommand,
  unknownId,
  withoutCrisis,
  withTextBack,
} from './answering/answers.ts';
import type { AppNeeds } from './answering/app-needs.ts';
import { heldBack, inPlace, released } from './answering/cpr-gate.ts';
import { dress, marked, say } from './answering/dressing.ts';
import { failureAnswer } from './answering/failure.ts';
import { createKeptNotes } from './answering/kept-answer.ts';
import { createLines } from './answering/lines.ts';
import { createLogCards } from './answering/log-cards.ts';
import { sharedView } from './answering/sharing.ts';
import { createWhichCrisis } from './answering/which-crisis.ts';
import type { Acting, Answer, Ask, CommandSpec } from './commands/command.ts';
import { commandOf, commands, own } from './commands/commands.ts';
import { type Overheard, overheard } from './commands/overheard.ts';
import { type Nearest, parse } from './commands/parse.ts';
import type { Ledger } from './domain/ledger.ts';
import type { Plan } from './domain/plan.ts';
import { type Asking, isInside, refusalOf } from './domain/refusal-of.ts';
import { may, mayAsk, phaseOf, type Right, standingsFor } from './domain/rights.ts';
import type { Person } from './people/identity.ts';
import { createGreeting } from './readiness/greeting.ts';
import type { Bot, Reply, Request } from './request.ts';
import { noteRefused, noteRequest } from './request-log.ts';

/** One request through: who asks, about which crisis, which command; then its answer. */
export function createApp(needs: AppNeeds): Bot {
  const { plan, crises, identity, journal, local } = needs;
  const whichCrisis = createWhichCrisis({ plan, crises });
  const usable = local ? commands : commands.filter(({ localOnly }) => !localOnly);

  const logCards = createLogCards(needs);
  const lineIn = createLines({ ...needs, whichCrisis, usable, logCards });

  async function answer(asked: Request): Promise<Reply | undefined> {
    const { request, word } = released(asked);
    const isTalk = heard(request) === 'talk';
    if (isTalk && !mayAnswerUs(request)) return undefined;
    try {
      const person = await identity.recognise(request);
      const line = word ? undefined : await lineIn(request, person);
      if (isTalk && !line) return undefined;
      if (person.standing === 'guest' || person.standing === 'stranger') {
        noteRefused({ by: person.actor.id, code: person.standing });
        return say(refusedAccess(plan, person));
      }
      const dressed = (given: Answer, ledger: Ledger | undefined) =>
        dress(given, { person, ledger, now: asked.at, isAway: needs.awaySince() !== undefined });
      if (line) return dressed(await reply(request, person, line.ledger, line), line.ledger);
      const chosen = word ? chooseBy(word, request.text) : choose(request);
      const { ledger, args } = await whichCrisis(chosen, asked.tap);
      if (ledger === 'unknownCrisis') {
        if (asked.tap) noteRefused({ by: person.actor.id, code: 'stray' });
        return say(asked.tap ? strayCard : unknownId);
      }
      const about = chosen.spec ? { ...chosen, args } : chosen;
      return dressed(await reply(request, person, ledger, about), ledger);
    } catch (error) {
      return say(failureAnswer(error, request, plan, journal));
    }
  }

  function heard({ tap, addressed, text }: Request): Overheard {
    return tap || addressed ? 'command' : overheard(text, usable);
  }

  async function reply(
    request: Request,
    person: Person,
    ledger: Ledger | undefined,
    chosen: Chosen | Unknown,
  ): Promise<Answer> {
    if (!chosen.spec) return unknownCommand(plan, ledger, chosen.text, chosen.nearest);
    const { spec, args } = chosen;
    noteRequest({ word: spec.word });
    const asking = askingOf(spec.right, plan, ledger, person);
    const insider = isInside(asking.standings);
    const home = insider && !ledger?.crisis.ended ? ledger?.crisis.id : undefined;
    if (!mayAsk(spec.right, asking.crisis, asking.standings)) {
      noteRefused({ by: person.actor.id, code: 'notAllowed', right: spec.right });
      return refusedCommand(plan, refusalOf(spec.right, asking), spec, textOf(request, args), home);
    }
    if (spec.needs !== 'nothing' && !ledger) {
      const hasEnded = (await crises.recent(plan.id)).length > 0;
      return withoutCrisis(plan, textOf(request, args), spec, hasEnded, needs.awaySince());
    }
    if (spec.alone && args) return meantAlone(plan, ledger, spec, chosen.text);
    const held = heard(request) === 'unsure' ? undefined : heldBack(spec, request, args, plan, ledger);
    if (held) return held;
    const notes = createKeptNotes();
    const acts = watched(createActing(needs, request, person, ledger, notes.note));
    const asked = await askOf(request, person, ledger, args, insider, acts.acting);
    const given = notes.fitting(await spec.answer(asked), person.actor);
    const answer = marked(request.released ? inPlace(given) : given, spec);
    const text = spec.takesText ? args : chosen.text;
    return acts.changedSomething() || spec.reads || spec.namesOnly
      ? answer
      : withTextBack(answer, request.tap ? lostIn(request) : text, plan, home);
  }

  function choose(request: Request): Chosen | Unknown {
    if (request.tap) return chooseBy(request.tap.verb, '');
    const parsed = parse(request.text, usable);
    return !parsed.spec && !parsed.text ? { spec: own, args: '', text: '' } : parsed;
  }

  function chooseBy(word: string, args: string): Chosen | Unknown {
    const spec = commandOf(word);
    return spec && usable.includes(spec)
      ? { spec, args, text: args }
      : { spec: undefined, text: '', nearest: undefined };
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
      may: (right) => may(right, phaseOf(ledger?.crisis), askingOf(right, plan, ledger, person).standings),
      personal: request.conversation.kind === 'personal',
      // The local trial's Playground has none.
      dialogs: !local,
      args,
      mentions: mentions.map((actor, index) => ({
        ...actor,
        name: request.mentions[index]?.name ?? actor.name,
      })),
      ...(heard(request) === 'unsure' ? { unsure: true } : {}),
      ...(request.tap ? { tapped: request.tap.data } : {}),
      ...(request.message ? { message: await sharedView(needs, request.message) } : {}),
      ...(ledger ? { ledger } : {}),
      act,
    };
  }

  /** Lines typed in a row in 1:1 are taken one by one, as they were sent; a tap waits for nothing. */
  function inTurn(request: Request): Promise<Reply | undefined> {
    const { conversation, sentAt = 0, tap, dialog } = request;
    if (tap || dialog || conversation.kind !== 'personal') return answer(request);
    return needs.inOrder.run(conversation.id, sentAt, () => answer(request));
  }

  return {
    answer: inTurn,
    stands: needs.kept.stands,
    showsLog: logCards.showsLog,
    ...needs.handedFiles,
    ...createGreeting(needs),
  };
}

type Chosen = { readonly spec: CommandSpec; readonly args: string; readonly text: string };
type Unknown = {
  readonly spec: undefined;
  readonly text: string;
  readonly nearest: Nearest | undefined;
};

/** Who asks, as far as that right goes. */
function askingOf(right: Right, plan: Plan, ledger: Ledger | undefined, person: Person): Asking {
  const crisis = ledger?.crisis;
  return { plan, crisis, standings: standingsFor(right, plan, crisis, person.actor.id) };
}
