import type { Plan } from '../domain/plan.ts';
import { type Button, rowsOf } from './button.ts';
import { typedPart } from './fitting.ts';
import { contextOfId, onlyBeginning } from './keep.ts';
import { render } from './render.ts';
import { capital } from './text.ts';

/** Who cries for help: in a crisis (its id), able to start one, or neither. */
export type Crying = { readonly crisisId: string } | 'mayStart' | 'other';

/** "Hjælp, der er brand": whom to phone, large, and the one tap that passes the words on. */
export function cryCard(plan: Plan, text: string, crying: Crying): object {
  const crisisId = typeof crying === 'string' ? undefined : crying.crisisId;
  const context = crisisId ? contextOfId(crisisId) : undefined;
  const { name, phoneText } = plan.dutyPhone;
  const { typed, isCut } = typedPart(capital(text));
  const head = {
    context,
    tone: 'attention' as const,
    kicker: 'DET ER IKKE GIVET VIDERE ENDNU',
    title: 'Er der sket noget?',
    sub: crisisId ?? plan.department,
  };
  return render('cry', head, {
    danger: 'Er der fare for liv, så ring 112 først.',
    name,
    number: phoneText,
    typed,
    save: rowsOf(context, waysOn(crying)),
    hint: [isCut ? onlyBeginning : '', 'Ville du se, hvad du kan skrive? Så skriv »hjælp« alene.']
      .filter(Boolean)
      .join(' '),
  });
}

function waysOn(crying: Crying): readonly Button[] {
  if (crying === 'other') return [{ title: 'Meld alarm', verb: 'alarm', primary: true }];
  if (crying === 'mayStart')
    return [
      { title: 'Start krise', verb: 'start', primary: true },
      { title: 'Meld alarm', verb: 'alarm' },
    ];
  return [{ title: 'Gem i log', verb: 'log', primary: true }];
}
