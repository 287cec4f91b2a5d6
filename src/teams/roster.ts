import type { ConversationRef, Member } from '../ports.ts';
import { type AttemptParts, attempt } from './attempt.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';

/** A line of a roster: the member, and the id that Teams itself gives the person. */
export interface RosterLine {
  readonly id: string;
  readonly member: Member;
}

/** Teams gives at most this many members a page. */
const pageSize = 500;
/** A roster of more pages than this is a fault, not a team. */
const mostPages = 100;

/** What could be read of a roster; `isWhole` is false where Teams stopped answering, true where it refused. */
export interface ReadRoster {
  readonly lines: readonly RosterLine[];
  readonly isWhole: boolean;
}

export async function readRoster(parts: AttemptParts, of: ConversationRef): Promise<ReadRoster> {
  const lines: RosterLine[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await readPage(parts, of, token);
    if (page.state !== 'read') return { lines, isWhole: page.state !== 'later' && page.state !== 'unknown' };
    lines.push(...page.lines);
    token = page.token;
    if (!token) break;
  }
  return { lines, isWhole: true };
}

/** Whether Teams shows the app a conversation's roster. */
export async function seesRoster(
  parts: AttemptParts,
  of: ConversationRef,
): Promise<'yes' | 'no' | 'noAnswer'> {
  const { state } = await askPage(parts, of, undefined);
  if (state === 'read') return 'yes';
  return state === 'unreachable' ? 'no' : 'noAnswer';
}

/** Reading twice does no harm, so one failure is not the end. */
async function readPage(parts: AttemptParts, of: ConversationRef, token: string | undefined) {
  const page = await askPage(parts, of, token);
  return page.state === 'later' || page.state === 'unknown' ? askPage(parts, of, token) : page;
}

function askPage(parts: AttemptParts, of: ConversationRef, token: string | undefined) {
  return attempt(parts, { kind: 'members', shape: 'read', to: of }, async (conversations) => {
    // The SDK's type wants a token, but the first page has none.
    const asked = { pageSize, continuationToken: token as string };
    const { members, continuationToken } = await conversations.getConversationPagedMembers(of.id, asked);
    const lines = (members ?? []).flatMap((account) => lineOf(account) ?? []);
    return { state: 'read' as const, lines, token: continuationToken || undefined };
  });
}

function lineOf(account: unknown): RosterLine | undefined {
  const member = memberOf(account);
  const id = stringOf(fieldsOf(account).id);
  return member && id ? { id, member } : undefined;
}

/** A member as Teams writes it; undefined without the one identity that counts. */
export function memberOf(account: unknown): Member | undefined {
  const fields = fieldsOf(account);
  const accountId = stringOf(fields.aadObjectId) ?? stringOf(fields.objectId);
  if (!accountId) return undefined;
  const upn = stringOf(fields.userPrincipalName);
  const tenantId = stringOf(fields.tenantId);
  return {
    accountId,
    name: stringOf(fields.name) ?? upn ?? 'Ukendt navn',
    guest: isGuest(fields, upn),
    ...(upn ? { upn } : {}),
    ...(tenantId ? { tenantId } : {}),
  };
}

/** Teams marks guests by role; Entra puts #EXT# into their user principal name. */
function isGuest({ userRole }: Fields, upn = ''): boolean {
  return (typeof userRole === 'string' && userRole.toLowerCase() === 'guest') || upn.includes('#EXT#');
}
