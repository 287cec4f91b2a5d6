import { type PlanPart, type PlanSection, sectionsOf } from '../cards/plan-sections.ts';
import { sourceMark, sourceNote } from '../cards/source-mark.ts';
import { longDate } from '../domain/danish-time.ts';
import {
  type Contact,
  contactOf,
  crisisOrganisation,
  type Plan,
  plannedHolders,
  type Statement,
} from '../domain/plan.ts';
import type { NumberLine, Sheet, Words } from './sheet.ts';

/** What it is, how old it is, and what one does first. */
export function putPackFront(sheet: Sheet, plan: Plan, madeAt: string, mark: string): void {
  const { department, organisation, dutyPhone, meetingPlaces, address } = plan;
  sheet.title('Papirpakke');
  sheet.paragraph([{ text: `Kriseplanen for ${department}, ${organisation}`, face: 'bold' }]);
  sheet.paragraph('Til når Teams, nettet eller strømmen er det, der er gået i stykker.', 'grey');
  sheet.heading(1, 'Gør sådan');
  sheet.list([
    'Ring. Start fra oven i listen på næste side. En telefonsvarer er intet svar.',
    `Mød op: ${meetingPlaces[0]?.name ?? 'Telefon/Teams'}. Kan I ikke få fat i hinanden, så mød op på ${address}.`,
    'Tag hver jeres handlingskort. Der er ét for hver rolle.',
    'Før log på papir fra første minut. De tomme ark ligger bagest.',
  ]);
  sheet.numbers([{ name: dutyPhone.name, about: department, number: dutyPhone.phoneText }]);
  sheet.heading(1, 'Planens datoer');
  sheet.list([plan.preparedBy, plan.approved, plan.updated].filter(Boolean));
  sheet.facts([
    ['Papiret er lavet', longDate(madeAt)],
    ['Planens fingeraftryk', mark],
    ['Planens ejer', contactOf(plan, plan.owner)?.name ?? plan.owner],
  ]);
  sheet.paragraph(
    'Skriv »parat« i Teams: er planen ændret, siden pakken blev hentet, står det der. Print så igen, og kassér den gamle.',
    'grey',
  );
  if (plan.warnings.length === 0) return;
  const points = plan.warnings.length === 1 ? '1 svagt punkt' : `${plan.warnings.length} svage punkter`;
  sheet.paragraph(`Planen har ${points}. De står under »Om planen«.`);
}

/** Everyone with a number, those of the crisis organisation first, in the order they are to be called. */
export function putPackNumbers(sheet: Sheet, plan: Plan): void {
  const organisation = crisisOrganisation(plan);
  const first = plan.succession.flatMap((id) => organisation.find((contact) => contact.id === id) ?? []);
  const called = [...first, ...organisation.filter((contact) => !first.includes(contact))];
  const others = plan.contacts.filter((contact) => !called.includes(contact));
  const line = (contact: Contact) => numberLine(plan, contact);
  sheet.heading(1, 'Numre');
  sheet.heading(2, 'Kriseorganisationen');
  sheet.numbers(called.map(line));
  if (others.length > 0) {
    sheet.heading(2, 'Andre i planen');
    sheet.numbers(others.map(line));
  }
  sheet.heading(2, plan.dutyPhone.name);
  sheet.numbers([{ name: plan.department, about: '', number: plan.dutyPhone.phoneText }]);
}

function numberLine(plan: Plan, { id, name, title, phoneText = '', source }: Contact): NumberLine {
  const roles = plan.roles.filter((role) => plannedHolders(plan, role).includes(id));
  const about = [title, ...roles.map(({ short }) => short), ...(id === plan.owner ? ['planens ejer'] : [])];
  const mark = sourceMark(source);
  return {
    name,
    about: [...new Set(about.filter(Boolean)), ...(mark ? [mark] : [])].join(' · '),
    number: phoneText,
  };
}

/** The whole plan but the roles' tasks, section by section, with what is not the department's own marked. */
export function putPlan(sheet: Sheet, plan: Plan): void {
  for (const section of sectionsOf(plan)) {
    if (section.within || section.parts.length === 0) continue;
    putSection(sheet, section);
  }
}

/** This stands on the front page. */
const onFront: readonly string[] = ['Oprettelse og revision'];

function putSection(sheet: Sheet, { name, parts }: PlanSection): void {
  const own = parts.filter(({ heading }) => !onFront.includes(heading));
  if (own.length === 0) return;
  sheet.heading(1, name);
  for (const part of own) putPart(sheet, part);
}

function putPart(sheet: Sheet, { heading, sub, mark, statements }: PlanPart): void {
  sheet.heading(2, heading);
  const said = [sub, mark].filter(Boolean).join(' · ');
  if (said) sheet.paragraph(said, 'grey');
  const words = statements.map((statement) => (mark ? statement.text : marked(statement)));
  const [only] = words;
  if (words.length === 1 && only) sheet.paragraph(only);
  else sheet.list(words);
}

/** A statement with where it comes from, where that is not the plan. */
export function marked({ text, source }: Statement): Words {
  const note = sourceNote(source);
  return note ? [{ text }, { text: note, tone: 'grey' }] : text;
}
