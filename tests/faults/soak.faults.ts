import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/plan/project-root.ts';
import { runProgram } from '../run-program.ts';
import { seed } from './size.ts';

const program = join(projectRoot(), 'dist/tests/soak/soak-program.js');

describe('the soak program', () => {
  it('runs a crisis, and ends with a fault where an entry is gone and a promise failed: those two alone', async () => {
    const { code, out } = await runProgram(program, {
      SOAK_MINUTES: '0.06',
      SOAK_CRISES: '1',
      SOAK_PACE: '10',
      SOAK_SPOILT: '1',
      FAULT_SEED: String(seed),
    });
    process.stdout.write(out);
    const [, bars = ''] = /^bars\s+BROKEN: (.+)$/m.exec(out) ?? [];
    expect(bars.split(' · ')).toEqual([
      expect.stringMatching(/^\d+ findings in the logs$/),
      'bot 0: nobody caught Error: stumbled',
    ]);
    expect(out).toMatch(/^ {2}gap\s+\S+: 3 stands as 2$/m);
    expect(out).toMatch(/^ {2}chain\s/m);
    expect(out).toMatch(/^bot 1: uncaught, warnings\s+0, 0$/m);
    expect(code).toBe(1);
  });
});
