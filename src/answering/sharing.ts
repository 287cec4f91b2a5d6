import type { SharedView } from '../cards/add-to-log.ts';
import { contactOf } from '../domain/plan.ts';
import type { SharedMessage } from '../request.ts';
import type { AppNeeds } from './app-needs.ts';

/** A shared message in the plan's terms. Teams is not asked of its author: the bot may know nobody there. */
export async function sharedView(
  { plan, people, identity }: Pick<AppNeeds, 'plan' | 'people' | 'identity'>,
  { author, id: _id, ...message }: SharedMessage,
): Promise<SharedView> {
  if (!author) return message;
  const known = author.accountId ? await people.find(author.accountId) : undefined;
  const contact = contactOf(plan, (known && identity.contactIdOf(known)) ?? '');
  return { ...message, author: contact?.name ?? author.name };
}
