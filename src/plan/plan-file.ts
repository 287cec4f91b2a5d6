import * as z from 'zod';
import { buttonText, channel, duration, id, phone, source, taskId, text, upn, yesNo } from './value-rules.ts';

/** The plan file: Danish keys, because those who edit it are no programmers. */
const section = z.strictObject;

const statement = section({ tekst: text, kilde: source });
const contactChoice = section({ kontakt: text, kilde: source });
const statementWithId = section({ id, tekst: text, kilde: source });

/** Either `kontakt` or `gruppe`; which one is checked with the references. */
const holder = section({ kontakt: text.optional(), gruppe: text.optional() });

const person = {
  skriv: z.array(text).min(1),
  indehaver: holder,
  stedfortrædere: z.array(text).optional(),
  delt: yesNo.optional(),
};

function tasksOf<Task extends z.ZodType>(task: Task) {
  const list = z.array(task).optional();
  return section({
    '0-5': list,
    '5-30': list,
    '30-120': list,
    løbende: list,
    vagtskifte: list,
    slut: list,
  });
}

const task = section({ id: taskId, tekst: text, kilde: source });
const scopedTask = section({
  id: taskId,
  tekst: text,
  kilde: source,
  område: z.enum(['intern', 'ekstern']).optional(),
});

const role = section({ navn: text, kort: text, ...person, beskrivelse: statement, opgaver: tasksOf(task) });
const scope = section({ kort: text, ...person });
const communication = section({
  navn: text,
  beskrivelse: statement,
  områder: section({ intern: scope, ekstern: scope }),
  opgaver: tasksOf(scopedTask),
});

const alarmFields = { id, kort: buttonText, tekst: text, kilde: source };
const alarmSource = section({ ...alarmFields, eksempler: z.array(section(alarmFields)).min(1).optional() });

const contact = section({
  navn: text,
  titel: text,
  telefon: phone.optional(),
  upn: upn.optional(),
  kilde: source,
});

const group = section({
  navn: text,
  kilde: source,
  medlemmer: z.array(text),
  medlemmer_kilde: source.optional(),
});

const minutes = section({ minutter: duration, kilde: source });
const hours = section({ timer: duration, kilde: source });
const agenda = section({ navn: text, punkter: z.array(statement).min(1) });

export const planFile = section({
  plan: id,
  afdeling: text,
  organisation: text,
  oprettelse: section({ udarbejdet: text, godkendt: text, opdateret: text }),
  ejer: contactChoice,
  orienteres: contactChoice.optional(),
  kritiske_ydelser: z.array(statementWithId).min(1),
  ansvar: z.array(section({ id, hvem: text, tekst: text, kilde: source })).min(1),
  mødesteder: section({
    afklares: statement,
    adresse: text,
    steder: z.array(section({ id, navn: text, kilde: source })).min(1),
  }),
  indkaldelse: section({ kontakt: statement, alternativ: statement }),
  øverste_krisestab: section({ tekst: text, kilde: source, først: text.optional() }),
  alarmkilder: z.array(alarmSource).min(1),
  roller: section({
    kriseleder: role,
    log: role,
    personer: role,
    teknik: role,
    kommunikation: communication,
  }),
  grupper: z.record(id, group),
  kontakter: z.record(id, contact),
  beredskabstelefon: section({ navn: text, telefon: phone }),
  kriseleder_rækkefølge: section({ kontakter: z.array(text).min(1), kilde: source }),
  tider: section({
    påmindelse: minutes,
    åbn_rolle: minutes,
    første_billede: minutes,
    næste_billede: minutes,
    spørg_om_afløsning: hours,
    advar_om_afløsning: hours,
  }),
  dagsordener: section({ første: agenda, opfølgende: agenda, afsluttende: agenda }),
  lovfrister: z.array(section({ id, navn: text, timer: duration, tekst: text, kilde: source })),
  krisekanal: channel.optional(),
  øvelse: section({ sms: z.array(text).min(1) }).optional(),
  svage_punkter: z.array(text).optional(),
});

/** A plan file that holds to the schema, values already read. */
export type PlanFile = z.infer<typeof planFile>;
export type RoleSection = PlanFile['roller']['kriseleder'];
export type CommunicationSection = PlanFile['roller']['kommunikation'];
