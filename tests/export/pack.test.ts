import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sectionsOf } from '../../src/cards/plan-sections.ts';
import { packFile, packFileName, planPrintOf } from '../../src/export/pack.ts';
import { longPlan } from '../cards/long-plan.ts';
import { testPlan } from '../cards/test-plan.ts';
import { compiled } from '../compile.ts';
import { testPlanText } from '../fixtures/plan.ts';
import { runProgram } from '../run-program.ts';
import { pdfText } from './pdf-text.ts';

const madeAt = '2026-11-25T02:14:00.000Z';
const plain = (words: string) => words.replace(/[\s\u00a0]+/g, '');
const made = new Map<typeof testPlan, Promise<readonly string[]>>();
/** The pages of the plan's pack. Made once a plan. */
const read = (plan: typeof testPlan) => {
  const pages = made.get(plan) ?? make(plan);
  made.set(plan, pages);
  return pages;
};

async function make(plan: typeof testPlan): Promise<readonly string[]> {
  const { bytes } = await packFile(plan, madeAt);
  return pdfText(bytes).map(plain);
}

describe('the paper pack', () => {
  it('holds everything the plan says, every number, and every weak point', async () => {
    const all = (await read(testPlan)).join('');
    const said = sectionsOf(testPlan).flatMap(({ parts }) => parts.flatMap(({ statements }) => statements));
    for (const statement of said) expect(all).toContain(plain(statement.text));
    for (const { name, phoneText = '' } of testPlan.contacts) {
      expect(all).toContain(plain(name));
      expect(all).toContain(plain(phoneText));
    }
    expect(all).toContain(plain(testPlan.dutyPhone.phoneText));
    for (const warning of testPlan.warnings) expect(all).toContain(plain(warning));
  });

  it('says on every page when it was made, and from which plan', async () => {
    const print = planPrintOf(testPlan);
    const foot = plain(`Lavet 25. november 2026 · planens fingeraftryk ${print.slice(0, 8)}`);
    for (const page of await read(testPlan)) expect(page).toContain(foot);
    const [front = ''] = await read(testPlan);
    for (const date of [testPlan.preparedBy, testPlan.approved, testPlan.updated]) {
      expect(front).toContain(plain(date));
    }
  });

  it('has an action card for each role, on a page of its own, with what is not the plan’s marked', async () => {
    const pages = await read(testPlan);
    for (const { name, tasks } of testPlan.roles) {
      const own = pages.filter((page) => page.includes(plain(`HANDLINGSKORT ${name}`)));
      expect(own).toHaveLength(1);
      for (const task of tasks) expect(own[0]).toContain(plain(task.text));
    }
    const proposal = testPlan.roles.flatMap(({ tasks }) => tasks).find(({ source }) => source === 'forslag');
    expect(pages.join('')).toContain(plain(`${proposal?.text} (forslag)`));
  });

  it('ends with empty pages of the log, with its columns and how they get into Krisebot', async () => {
    const pages = await read(testPlan);
    const columns = plain('Nr. Skete kl. Skrevet kl. Type Hvad Begrundelse/kilde Hvem/rolle');
    expect(pages.filter((page) => page.includes(columns))).toHaveLength(4);
    expect(pages.slice(-4).every((page) => page.includes(columns))).toBe(true);
    expect(pages.at(-4)).toContain(plain('efterregistreret, kilde: papir'));
  });

  it('takes the longest plan there is', async () => {
    const [role] = longPlan.roles;
    if (!role) throw new Error('no role');
    const lead = { ...role, tasks: manyTasks };
    const many = { ...longPlan, roles: longPlan.roles.with(0, lead) };
    expect((await read(many)).length).toBeGreaterThan(20);
    expect(
      (await read({ ...testPlan, warnings: [], legalClocks: [], succession: [] })).length,
    ).toBeGreaterThan(8);
  });

  it('is the same for the same plan and day, and has a name that is safe anywhere', async () => {
    const [one, other] = [await packFile(testPlan, madeAt), await packFile(testPlan, madeAt)];
    expect(one.planPrint).toBe(other.planPrint);
    expect(planPrintOf({ ...testPlan, address: 'Et andet sted 1' })).not.toBe(one.planPrint);
    expect(one.name).toBe(`papirpakke-${testPlan.id}-2026-11-25.pdf`);
    expect(packFileName({ id: '../å b' }, madeAt)).toBe('papirpakke------b-2026-11-25.pdf');
  });
});

const manyTasks = Array.from({ length: 60 }, (_, index) => ({
  id: `T${index}`,
  phase: 'løbende' as const,
  text: `Opgave ${index}: ${'et langt ord om noget, der skal gøres, '.repeat(6)}`,
  source: 'forslag' as const,
}));

describe('npm run pack', () => {
  let program: string;
  beforeAll(async () => {
    program = await compiled('src/operating/pack.ts');
  });

  it('writes the pack, and says whether the plan has changed since the last one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'krise-pack-'));
    const plan = join(folder, 'plan.yaml');
    const run = async (words: string) => {
      await writeFile(plan, words);
      return runProgram(program, { KRISE_PLAN: plan, KRISE_DATA: folder });
    };
    const first = await run(testPlanText);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('Det er den første') });
    const path = /ligger her: (.+)/.exec(first.out)?.[1] ?? '';
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await run(testPlanText)).out).toContain('Planen er den samme');
    expect((await run(testPlanText.replaceAll('Rådhuspladsen 1', 'Rådhuspladsen 2'))).out).toContain(
      'Planen er ændret',
    );
    expect(await run('plan: [')).toMatchObject({ code: 1, err: expect.stringContaining('plan.yaml') });
  });
});
