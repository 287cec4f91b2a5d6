import type { AppNeeds } from '../answering/app-needs.ts';
import { correctionCard, type OwnDataView } from '../cards/own-data.ts';
import type { Corrected, OwnDataActing } from '../commands/command.ts';
import { ownDataOf } from '../domain/own-data.ts';
import { contactOf } from '../domain/plan.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Person } from '../people/identity.ts';
import type { Correction, KnownAccount } from '../ports.ts';
import type { Request } from '../request.ts';
import { dataConfirmedAt, fingerprintOf, openCorrections } from './corrections.ts';

type Needs = Pick<AppNeeds, 'plan' | 'people' | 'reach' | 'channels' | 'journal'>;

/** So many open corrections of one person are enough: what they need then is a talk. */
const mostCorrections = 10;

/** What a person can do about what the plan says of them, bound to who asks. The plan itself is never changed. */
export function createOwnData(needs: Needs, request: Request, person: Person): OwnDataActing {
  const { plan, people, reach, channels, journal } = needs;
  const { at, conversation, intent } = request;
  const { accountId, name: senderName } = request.sender;
  const contactId = person.actor.id;
  const blank: KnownAccount = { accountId, name: senderName, guest: false };

  async function ownData(): Promise<OwnDataView | undefined> {
    const data = ownDataOf(plan, contactId);
    if (!data) return undefined;
    const account = (await people.find(accountId)) ?? blank;
    const { name, upn, corrections = [] } = account;
    const confirmedAt = dataConfirmedAt(plan, contactId, account);
    return {
      data,
      shown: fingerprintOf(plan, contactId),
      account: { name, ...(upn ? { upn } : {}) },
      ...(confirmedAt ? { confirmedAt } : {}),
      corrections: corrections.filter((correction) => correction.contactId === contactId),
    };
  }

  /** Undefined where this request was delivered before. */
  async function store(text: string): Promise<Correction | 'full' | undefined> {
    const id = fingerprint({ intent });
    const correction: Correction = { id, at, contactId, text, about: fingerprintOf(plan, contactId) };
    let outcome: Correction | 'full' | undefined;
    await people.changeNow(accountId, (known = blank) => {
      const { corrections = [], dataConfirmedAt: _at, dataConfirmed: _of, ...rest } = known;
      outcome = corrections.some((one) => one.id === id) ? undefined : correction;
      if (outcome && corrections.length >= mostCorrections) outcome = 'full';
      return outcome === correction ? { ...rest, corrections: [...corrections, correction] } : known;
    });
    return outcome;
  }

  /** Tells the owner in 1:1; the owner needs no message of what they wrote themselves. */
  async function tell(correction: Correction): Promise<Corrected> {
    if (contactId === plan.owner) return 'own';
    const contact = contactOf(plan, contactId);
    if (!contact) return 'untold';
    const card = correctionCard({ ...correction, contact, isChanged: false });
    const message = { card, summary: `Rettelse til planen fra ${contact.name}` };
    // The crisis channel's roster may know an owner whom nobody has met.
    const room = await channels.current(conversation);
    const { result } = await reach.send(plan.owner, message, room?.conversation ?? conversation);
    journal.info('plan.correction', { by: contactId, to: plan.owner, result: result.state });
    return result.state === 'sent' ? 'told' : 'untold';
  }

  return {
    ownData,
    async confirmOwnData(shown) {
      const now = fingerprintOf(plan, contactId);
      if (shown !== undefined && shown !== now) return 'changed';
      await people.changeNow(accountId, (known = blank) => ({
        ...known,
        dataConfirmedAt: at,
        dataConfirmed: now,
        corrections: (known.corrections ?? []).filter((one) => one.contactId !== contactId),
      }));
      return 'confirmed';
    },
    async correctOwnData(text) {
      const stored = await store(text);
      if (stored === 'full') return 'full';
      return stored ? tell(stored) : 'repeated';
    },
    async settleCorrections(which) {
      const accounts = await people.all();
      const settled = openCorrections(plan, accounts).filter((one) =>
        'id' in which ? one.id === which.id : one.contact.id === which.contactId,
      );
      const ids = new Set(settled.map(({ id }) => id));
      const holding = accounts.filter(({ corrections = [] }) => corrections.some(({ id }) => ids.has(id)));
      for (const account of holding) {
        await people.changeNow(account.accountId, (known = account) => ({
          ...known,
          corrections: (known.corrections ?? []).filter(({ id }) => !ids.has(id)),
        }));
      }
      return settled;
    },
  };
}
