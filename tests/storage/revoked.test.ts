import { expect, it } from 'vitest';
import { testStore } from '../azurite/test-store.ts';
import { person } from '../domain/course.ts';
import { anna, begin, noon, note } from './cast.ts';

const ole = { id: 'teams:ole', name: 'Ole Vind' };
const toOle = { kind: 'assignRole', role: 'logOfficer', to: ole } as const;
const away = { kind: 'assignRole', role: 'logOfficer', to: person('peter') } as const;

it('a right that another replica took away is gone when it is stored, whatever this one knows', async () => {
  const here = await testStore();
  const there = await testStore({ prefix: here.prefix });
  const crisisId = await begin(here.crises);
  await here.crises.submit(crisisId, 'lead', anna, noon, { kind: 'takeRole', role: 'crisisLeader' });
  await here.crises.submit(crisisId, 'to-ole', anna, noon, toOle);
  const may = await here.crises.submit(crisisId, 'may', ole, noon, note('Jeg er på'));
  expect(may.state).toBe('stored');
  await there.crises.submit(crisisId, 'away', anna, noon, away);
  const refused = await here.crises.submit(crisisId, 'too-late', ole, noon, note('For sent'));
  expect(refused).toMatchObject({ state: 'refused', refusal: { code: 'notAllowed' } });
});

it('asked for in the same moment, it is stored before the right is gone or not at all', async () => {
  const here = await testStore();
  const there = await testStore({ prefix: here.prefix });
  const crisisId = await begin(here.crises);
  for (let round = 0; round < 8; round += 1) {
    await here.crises.submit(crisisId, `to-${round}`, anna, noon, toOle);
    await there.crises.read(crisisId);
    const [gone, wrote] = await Promise.all([
      there.crises.submit(crisisId, `away-${round}`, anna, noon, away),
      here.crises.submit(crisisId, `note-${round}`, ole, noon, note(`Runde ${round}`)),
    ]);
    expect(gone.state).toBe('stored');
    if (wrote.state === 'refused') expect(wrote.refusal.code).toBe('notAllowed');
    else if (gone.state === 'stored') expect(wrote.entry.number).toBeLessThan(gone.entry.number);
  }
});
