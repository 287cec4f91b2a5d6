import { type Command, type Refusal, refuse } from './command.ts';
import { type Crisis, rolesAsked } from './crisis.ts';
import { kl, klOnDay } from './danish-time.ts';
import type { Ruling } from './decide.ts';
import { mayHold, onlyOurOwn } from './decide-role.ts';
import type { Attendance, SmsCause, UnreachableCause } from './entry.ts';
import { type RoleId, roleOf } from './plan.ts';
import { listed, theRole } from './wording.ts';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

const attendanceWords: Readonly<Record<Attendance, string>> = {
  onTheWay: 'er på vej',
  present: 'er fremme',
  online: 'er med online',
  prevented: 'kan ikke komme',
};

/** "Set, jeg er på": also what joining a running crisis does. */
export function acknowledge(crisis: Crisis, { by }: Command): Ruling {
  const receipt = crisis.people[by.id]?.receiptAt;
  if (receipt) return refuse('already', `Du har svaret ${kl(receipt)} og er med.`);
  return { type: 'kontakt', text: `${by.name} har set det og er på`, event: { kind: 'acknowledged' } };
}

/** Whether and how a person takes part. */
export function attend(crisis: Crisis, command: Of<'attend'>): Ruling {
  const { by, at, attendance, expectedAt } = command;
  // There is nowhere to go in a contact exercise: whatever they say is the receipt.
  if (crisis.contactOnly) return acknowledge(crisis, command);
  const known = crisis.people[by.id];
  if (known?.attendance === attendance && known.expectedAt === expectedAt) {
    return refuse('already', `Det er noteret: du ${attendanceWords[attendance]}.`);
  }
  const when = expectedAt ? `, ventes ${klOnDay(expectedAt, at)}` : '';
  return {
    type: 'kontakt',
    text: `${by.name} ${attendanceWords[attendance]}${when}`,
    event: { kind: 'attended', attendance, ...(expectedAt ? { expectedAt } : {}) },
  };
}

/** What a phone call achieved. Said by phone counts as said by the person; a voicemail is no contact. */
export function phone(crisis: Crisis, command: Of<'phone'>): Ruling {
  const { person, by, way, at } = command;
  const { outcome, expectedAt } = crisis.contactOnly ? answeredOnly(command) : command;
  if (crisis.contactOnly && outcome === 'takesRole') {
    return refuse(
      'invalid',
      `En kontaktøvelse har ingen roller. Skriv »ringet ${person.name} kommer«, når I har talt sammen.`,
    );
  }
  const begins = way === 'sms' ? `Sms fra ${person.name}` : `Ringet til ${person.name}`;
  const answer = { person, outcome, ...(way ? { way } : {}) };
  if (outcome !== 'takesRole') {
    const when = expectedAt ? `, ventes ${klOnDay(expectedAt, at)}` : '';
    const coming = crisis.contactOnly ? 'har svaret' : `kommer${when}`;
    const said = outcome === 'coming' ? coming : 'kommer ikke';
    const result = way === 'sms' ? said : `talt med, ${said}`;
    return {
      type: 'kontakt',
      text: `${begins}: ${outcome === 'noAnswer' ? 'intet svar' : result}`,
      event: { kind: 'phoned', ...answer, roles: [], ...(expectedAt ? { expectedAt } : {}) },
    };
  }
  const roles = rolesToTake(crisis, command);
  if ('code' in roles) return roles;
  return {
    type: 'rolle',
    text: `${begins}: tager ${listed(roles.map((role) => theRole(crisis, role)))} (noteret af ${by.name})`,
    event: { kind: 'phoned', ...answer, roles },
  };
}

/** A contact exercise asks whether they answer, not whether or when they come. */
function answeredOnly({ outcome }: Of<'phone'>): Pick<Of<'phone'>, 'outcome' | 'expectedAt'> {
  return { outcome: outcome === 'notComing' ? 'coming' : outcome };
}

function rolesToTake(crisis: Crisis, { person, role }: Of<'phone'>): readonly RoleId[] | Refusal {
  const roles = role ? [role] : rolesAsked(crisis, person.id);
  if (roles.length === 0) {
    return refuse(
      'invalid',
      `${person.name} er ikke spurgt om en rolle. Skriv rollen med, fx »ringet ${person.name} tager rollen log«.`,
    );
  }
  if (!roles.every((id) => mayHold(crisis, person.id, id))) return refuse('invalid', onlyOurOwn(person.name));
  const blocked = roles.find((id) => {
    const other = crisis.roles[id].holders.some((holder) => holder.id !== person.id);
    return other && !roleOf(crisis.plan, id).shared;
  });
  if (!blocked) return roles;
  const holder = crisis.roles[blocked].holders[0];
  return refuse(
    'taken',
    `${holder?.name} har ${theRole(crisis, blocked)}. Kriselederen kan flytte den med »rolle«.`,
  );
}

/** An SMS to everyone in the crisis organisation: anyone of it may ask for one. */
export function askSms({ by }: Of<'askSms'>): Ruling {
  return { type: 'kontakt', text: `${by.name} har bedt om en sms til alle`, event: { kind: 'smsAsked' } };
}

const smsCauses: Readonly<Record<SmsCause, string>> = {
  noNumber: 'planen har intet nummer',
  refused: 'sms-tjenesten afviste den',
  unknown: 'det vides ikke, om den er kommet frem',
};

/** No SMS got to a person: they must be phoned. Said once per person and cause. */
export function reportSms(crisis: Crisis, { person, cause }: Of<'reportSms'>): Ruling {
  if (crisis.people[person.id]?.smsFailed === cause) return refuse('already', 'Det er noteret.');
  return {
    type: 'kontakt',
    text: `Sms til ${person.name} er ikke sendt: ${smsCauses[cause]}. Ring til vedkommende`,
    event: { kind: 'smsFailed', person, cause },
  };
}

const unreachableCauses: Readonly<Record<UnreachableCause, string>> = {
  unknown: 'har ikke åbnet Krisebot i Teams',
  blocked: 'kan ikke nås i Teams',
  delayed: 'kan ikke nås i Teams lige nu',
  unsure: 'har måske ikke fået beskeden i Teams',
};

/** Teams does not reach a person: they must be phoned. Said once per person and cause. */
export function reportUnreachable(crisis: Crisis, { person, cause }: Of<'reportUnreachable'>): Ruling {
  if (crisis.people[person.id]?.unreachable === cause) return refuse('already', 'Det er noteret.');
  return {
    type: 'kontakt',
    text: `${person.name} ${unreachableCauses[cause]}. Ring til vedkommende`,
    event: { kind: 'unreachable', person, cause },
  };
}
