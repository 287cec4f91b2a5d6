import { kl, longDate } from '../domain/danish-time.ts';
import type { Plan } from '../domain/plan.ts';
import { linkTo } from './file-links.ts';
import { render } from './render.ts';
import { oneLine } from './text.ts';

/** The paper pack last taken out, as far as it shows. */
export interface PackState {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly by: string;
  /** True where the plan is still the one it was made from. */
  readonly isCurrent: boolean;
}

/** A link to the pack. Whoever has it can open it, so the card says whose it is and for how long. */
export function packLinkCard(plan: Plan, url: string, until: string, note = ''): object {
  const head = {
    context: undefined,
    kicker: 'PAPIRPAKKE',
    title: plan.department,
    sub: 'Plan, numre, handlingskort og tom log',
    foot: 'Send ikke linket videre: pakken har navne og numre.',
  };
  return render('file-links', head, {
    note,
    text: `Pakken er klar. Linket virker til ${kl(until)}. Print den, og læg den, hvor I mødes.`,
    links: [linkTo('Hent PDF', url)],
  });
}

/** What the readiness says of the pack: whether there is one, and whether the plan has changed since. */
export function packLine(pack: PackState | undefined): string {
  if (!pack) return '○ Ikke hentet her endnu. Skriv »papirpakke«, print den, og læg den, hvor I mødes.';
  const taken = `Hentet den ${longDate(pack.at)} af ${oneLine(pack.by, 60)}.`;
  return pack.isCurrent
    ? `✔ ${taken} Planen er den samme.`
    : `✖ ${taken} Planen er ændret siden: skriv »papirpakke«, og print igen.`;
}
