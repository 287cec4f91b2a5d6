import type { CommandBody } from '../../src/domain/command.ts';
import { type Actor, system } from '../../src/domain/entry.ts';
import { recordFiles } from '../../src/export/record-files.ts';
import type { Crises } from '../../src/ports.ts';
import { createErasing } from '../../src/storage/erasing.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { testStore } from '../azurite/test-store.ts';
import { person } from '../domain/course.ts';
import { begin, noon } from '../storage/cast.ts';

/** A crisis in the table emulator, with a bit of everything, as its exported file. The text of nr. 6 is erased. */
export async function realLog(intent = 'start'): Promise<Buffer> {
  const { crises, tables } = await testStore();
  const crisisId = await begin(crises, intent);
  const says = submitting(crises, crisisId);
  await says('peter', { kind: 'acknowledge' });
  await says('peter', { kind: 'takeRole', role: 'logOfficer' });
  await says('peter', { kind: 'note', type: 'melding', text: 'Telefonerne er nede \ufffd på rådhuset' });
  await says('anna', {
    kind: 'note',
    type: 'beslutning',
    text: 'Vi lukker nettet',
    reason: 'virus spreder sig',
  });
  await says('jens', { kind: 'note', type: 'melding', text: 'Fru Hansen på stue 4 har brug for hjælp' });
  await says('peter', { kind: 'correct', of: 4, text: 'Kun telefonerne på skolerne er nede' });
  await says('lise', { kind: 'note', type: 'opgave', text: 'Ring til elværket', owner: person('lise') });
  await erase(tables, crises, crisisId, 6);
  const why = { reason: 'Oplysning om en borger', basis: 'GDPR art. 17', writer: 'Dorte Bang' };
  await says(system, { kind: 'eraseText', of: 6, ...why });
  await says('anna', { kind: 'note', type: 'fravalg', text: 'Vi genstarter ikke', reason: 'spor går tabt' });
  await says('peter', { kind: 'noteExport', formats: ['pdf'], upTo: 9 });
  await says('anna', { kind: 'end', remark: '', owners: [{ task: 8, owner: person('jens') }] });
  return exported(crises, crisisId);
}

async function erase(tables: Tables, crises: Crises, crisisId: string, number: number): Promise<void> {
  const ledger = await crises.read(crisisId);
  const entry = ledger?.entries[number - 1];
  if (!ledger || !entry) throw new Error(`no entry ${number}`);
  await createErasing(tables).erase(ledger, entry, noon);
}

function submitting(crises: Crises, crisisId: string) {
  let minute = 0;
  return async (who: string | Actor, body: CommandBody): Promise<void> => {
    minute += 1;
    const by = typeof who === 'string' ? person(who) : who;
    const at = new Date(Date.parse(noon) + minute * 60_000).toISOString();
    const outcome = await crises.submit(crisisId, `message-${minute}`, by, at, body);
    if (outcome.state !== 'stored') throw new Error(`${body.kind} was ${outcome.state}`);
  };
}

/** The file with the chain, as it is taken out of the store now. */
export async function exported(crises: Crises, crisisId: string): Promise<Buffer> {
  const [ledger, chain] = [await crises.read(crisisId), await crises.chain(crisisId)];
  if (!ledger || !chain) throw new Error(`no crisis ${crisisId}`);
  const record = { ledger, chain, madeAt: noon, by: 'Peter Lund', upTo: ledger.entries.length };
  const [file] = await recordFiles(record, ['jsonl']);
  if (!file) throw new Error('no file');
  return file.bytes;
}
