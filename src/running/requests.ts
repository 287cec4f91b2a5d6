import type { Announcer } from '../announcing/announcer.ts';
import type { InOrder } from '../answering/in-order.ts';
import type { Crises, Journal, Outcome } from '../ports.ts';
import type { Refusals } from '../refusals.ts';
import type { Bot, Request } from '../request.ts';
import {
  noteRefused,
  noteRequest,
  outsideRequest,
  type RequestOutcome,
  requestNotes,
  sameRequest,
} from '../request-log.ts';

/** Told of each request that was answered, and how long that took, in ms. */
export type OnAnswered = (word: string, outcome: RequestOutcome, ms: number) => void;

/**
 * A bot whose every answer is a line in the log: which command, which crisis, what came of it, how long it took.
 * What is refused is told of by `refusals` instead, so that nobody can fill the log by asking again and again.
 */
export function withRequestLines(
  bot: Bot,
  journal: Journal,
  refusals: Refusals,
  onAnswered: OnAnswered,
): Bot {
  return {
    ...bot,
    async answer(request) {
      const began = performance.now();
      const reply = await bot.answer(request);
      // Talk that is not for the bot leaves no trace.
      if (!reply) return undefined;
      const ms = Math.round(performance.now() - began);
      const { word = 'unknown', outcome = 'answered', crisisId, refused } = requestNotes() ?? {};
      if (refused) refusals.add({ ...refused, word, ...(crisisId ? { crisisId } : {}) });
      else
        journal.info('request.answered', { intent: request.intent, way: wayOf(request), word, outcome, ms });
      onAnswered(word, outcome, ms);
      return reply;
    },
  };
}

function wayOf({ tap, dialog }: Request): 'typed' | 'tap' | 'dialog' {
  if (dialog) return 'dialog';
  return tap ? 'tap' : 'typed';
}

/** Crises that tell the log which of them a request is about, and what came of it. */
export function withRequestNotes(crises: Crises): Crises {
  const noted = (outcome: Outcome): Outcome => {
    noteRequest({ outcome: outcome.state });
    if (outcome.ledger) noteRequest({ crisisId: outcome.ledger.crisis.id });
    return outcome;
  };
  return {
    ...crises,
    async active(planId) {
      const active = await crises.active(planId);
      if (active) noteRequest({ crisisId: active.ledger.crisis.id });
      return active;
    },
    async submit(crisisId, intent, by, at, body) {
      noteRequest({ crisisId });
      const outcome = noted(await crises.submit(crisisId, intent, by, at, body));
      if (outcome.state === 'refused' && outcome.refusal.code === 'notAllowed')
        noteRefused({ by: by.id, code: 'notAllowed', right: body.kind });
      return outcome;
    },
    start: async (series, request) => noted(await crises.start(series, request)),
  };
}

/** What is put in a row goes on as a part of the request it came with. */
export function inOrderOfRequests(inOrder: InOrder): InOrder {
  return { run: (key, sentAt, work) => inOrder.run(key, sentAt, sameRequest(work)) };
}

/** What the announcer does goes on long after the request that poked it. */
export function announcingApart(announcer: Announcer): Announcer {
  return { ...announcer, poke: (crisisId) => outsideRequest(() => announcer.poke(crisisId)) };
}
