import type { Member } from '../ports.ts';
import { type Fields, fieldsOf, stringOf } from './fields.ts';

/** A roster's line as Teams writes it; undefined without the one identity that counts. */
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
