import { declineCard } from '../cards/decline.ts';
import { personalCard } from '../cards/personal.ts';
import { handoversTo, rolesAsked, rolesHeld, rolesOpenTo } from '../domain/crisis.ts';
import { declineReasons } from '../domain/decide-role.ts';
import type { DeclineReason } from '../domain/entry.ts';
import { type PlanRole, roleOf } from '../domain/plan.ts';
import { listed } from '../domain/wording.ts';
import { type Answer, type Ask, type CommandSpec, ledgerOf, lineOf, type Told } from './command.ts';
import { findRole, roleById } from './find-in-plan.ts';
import { logModeIsOn } from './log-mode.ts';

/** Said of a role that somebody hands over, also where one is asked about others. */
const takesOver = 'overtager';

/** Consent: the role is held from this tap on. */
export const takeRole: CommandSpec = {
  word: 'jeg tager rollen',
  aliases: ['ja', 'tag rollen', 'tager rollen', 'overtag'],
  phrases: {
    'jeg overtager': takesOver,
    'jeg overtager rollen': takesOver,
    overtager: takesOver,
  },
  group: 'Roller',
  does: 'tager den rolle, du er spurgt om. Er der flere, så skriv hvilken: »… log«',
  right: 'takeRole',
  needs: 'crisis',
  reads: false,
  async answer(ask) {
    const anyway = /\salligevel$/i.test(ask.args);
    const args = ask.args
      .replace(/^overtager\s*/, '')
      .replace(/^som\s+/i, '')
      .replace(/\salligevel$/i, '');
    const role = handedOver(ask, args) ?? chosenRole({ ...ask, args }, 'jeg tager rollen');
    if ('why' in role) return { text: role.why };
    const told = await ask.act.submit({ kind: 'takeRole', role: role.found.id, anyway });
    const mode = told.done && role.found.id === 'logOfficer' ? ` ${logModeIsOn}` : '';
    return personal(ask, told, mode);
  },
};

/** Saying no, with a reason chosen from four; never free text. */
export const declineRole: CommandSpec = {
  word: 'kan ikke',
  aliases: ['nej', 'kan ikke tage rollen'],
  group: 'Roller',
  does: 'siger nej til rollen. Grunden vælger du bagefter',
  right: 'declineRole',
  needs: 'crisis',
  reads: false,
  async answer(ask) {
    const { reason, rest } = readReason(ask);
    const leaves = ask.tapped?.beholder === 'nej' || rest === 'beholde rollen';
    const role = chosenRole({ ...ask, args: leaves ? '' : rest }, 'kan ikke', leaves);
    if ('why' in role) return { text: role.why };
    const { id } = role.found;
    const { crisis } = ledgerOf(ask);
    // A handover is between the two: no reason is asked for.
    const why = reason ?? (handoversTo(crisis, ask.by.id).includes(id) ? 'other' : undefined);
    if (!why) {
      const isHeld = rolesHeld(crisis, ask.by.id).includes(id);
      return { card: declineCard(ledgerOf(ask), id, isHeld), summary: 'Hvorfor ikke?', shows: 'inPlace' };
    }
    const told = await ask.act.submit({ kind: 'declineRole', role: id, reason: why });
    return personal(ask, told);
  },
};

/** The one role that is handed to whoever says "jeg overtager" and no more. */
function handedOver(ask: Ask, args: string): { found: PlanRole } | undefined {
  const { crisis } = ledgerOf(ask);
  const [only, another] = handoversTo(crisis, ask.by.id);
  const isMeant = ask.args.startsWith(takesOver) && !args && only && !another;
  return isMeant ? { found: roleOf(crisis.plan, only) } : undefined;
}

/** In 1:1 the tapped card becomes the person's own, newest one; elsewhere the answer is a line. */
function personal(ask: Ask, told: Told, more = ''): Answer {
  const text = `${lineOf(told, ask.by)}${more}`;
  if (!ask.personal || !ask.tapped || !told.done) return { text };
  return { card: personalCard(told.ledger, ask.by.id), summary: told.text, shows: 'inPlace' };
}

type AnswerWord = 'jeg tager rollen' | 'kan ikke';

/**
 * The role meant: the button's, the one typed, or the only one the person is asked about. Where none is, a no
 * means one held (as it does when the person `leaves` one), and a yes one that is open to all.
 */
function chosenRole(ask: Ask, word: AnswerWord, leaves = false): { found: PlanRole } | { why: string } {
  const { crisis } = ledgerOf(ask);
  const tapped = roleById(crisis.plan, ask.tapped?.rolle);
  if (tapped) return { found: tapped };
  if (ask.args) return findRole(crisis.plan, ask.args);
  const asked = leaves ? [] : [...handoversTo(crisis, ask.by.id), ...rolesAsked(crisis, ask.by.id)];
  const otherwise = word === 'kan ikke' ? rolesHeld(crisis, ask.by.id) : rolesOpenTo(crisis, ask.by.id);
  const candidates = asked.length > 0 ? asked : otherwise;
  const named = crisis.plan.roles.filter(({ id }) => candidates.includes(id));
  const [only, another] = named;
  if (only && !another) return { found: only };
  if (!only) return { why: nothingAsked(word) };
  const shorts = listed(named.map((role) => role.aliases[0] ?? role.short));
  return {
    why: `${asked.length > 0 ? 'Du er spurgt om' : having[word]} flere roller: ${shorts}. Skriv hvilken, fx »${word} ${only.aliases[0] ?? only.short}«.`,
  };
}

const having: Readonly<Record<AnswerWord, string>> = {
  'kan ikke': 'Du har',
  'jeg tager rollen': 'Du kan tage',
};

function nothingAsked(word: AnswerWord): string {
  return word === 'kan ikke'
    ? 'Du er ikke spurgt om en rolle. Kan du ikke komme, så skriv »forhindret«.'
    : 'Du er ikke spurgt om en rolle. Vil du tage en ledig, så skriv hvilken, fx »jeg tager rollen log«.';
}

function readReason({ args, tapped }: Ask): { reason: DeclineReason | undefined; rest: string } {
  if (tapped) return { reason: reasonById(tapped.grund), rest: '' };
  const words = args.split(/\s+/).filter(Boolean);
  const last = words.at(-1)?.toLocaleLowerCase('da');
  const hit = Object.entries(declineReasons).find(([, word]) => word === last);
  return { reason: reasonById(hit?.[0]), rest: (hit ? words.slice(0, -1) : words).join(' ') };
}

function reasonById(id: string | undefined): DeclineReason | undefined {
  return id === 'busy' || id === 'away' || id === 'ill' || id === 'other' ? id : undefined;
}
