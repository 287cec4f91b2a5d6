import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { planReport } from '../../src/plan/plan-report.ts';
import { parsePlan, readPlan } from '../../src/plan/read-plan.ts';
import { testPlanPath, testPlanText } from '../fixtures/plan.ts';

test('a plan that holds is summed up, with its weak points', async () => {
  const report = planReport(await readPlan(testPlanPath), 'plan.yaml');
  expect(report.split('\n').slice(0, 4)).toEqual([
    'Kriseplanen for Digital Drift kan bruges: plan.yaml',
    '6 roller med 13 opgaver, 6 kontakter, 4 mødesteder, 6 alarmkilder',
    '',
    'Svage punkter (5):',
  ]);
});

test('a plan with faults names each with file, line and column, and what to do', () => {
  const broken = testPlanText
    .replace('timer: 10,', 'timer: -10,')
    .replace('plan: digital-drift', 'plan: Drift');
  const report = planReport(parsePlan(broken, 'plan.yaml'), 'plan.yaml');
  expect(report).toMatch(/^Kriseplanen har 2 fejl og kan ikke bruges:\nplan\.yaml:2:7 {2}»Drift« /);
  expect(report).toMatch(/\nplan\.yaml:\d+:\d+ {2}»-10« er ikke et helt tal over 0\.\n {4}Skriv /);
});

test('a file that cannot be read is a fault like any other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'krisebot-plan-'));
  try {
    expect(await readPlan(join(folder, 'none.yaml'))).toMatchObject({
      ok: false,
      faults: [{ what: 'Filen findes ikke.' }],
    });
    expect(await readPlan(folder)).toMatchObject({
      ok: false,
      faults: [{ what: 'Det er en mappe, ikke en fil.' }],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
