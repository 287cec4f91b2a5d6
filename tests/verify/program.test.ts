import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';
import { recordFiles } from '../../src/export/record-files.ts';
import { main } from '../../src/verify/krise-verify.mjs';
import { aNight, recorded } from '../export/recorded.ts';
import { broken, lacksFullStop } from '../texts/language.ts';
import { textsOfSource } from '../texts/source-texts.ts';
import { apart, type Link, rewritten, together } from './tampered.ts';

const program = fileURLToPath(new URL('../../src/verify/krise-verify.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'krise-verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let file = '';
let hash = '';
let bytes: Buffer;
beforeAll(async () => {
  const [made] = await recordFiles(aNight().record(), ['jsonl']);
  bytes = made?.bytes ?? Buffer.alloc(0);
  hash = apart(bytes).head.hash;
  file = put('log.jsonl', bytes);
});

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(...args: readonly string[]) {
  const { code, lines } = main(args);
  return { status: code, said: lines.join('\n') };
}

/** The same, as it is typed at a prompt. */
function typed(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, said: (stdout + stderr).trimEnd() };
}

describe('the verifier', () => {
  it('is a program: it says so on the terminal, and ends with the code', () => {
    const changed = put('program.jsonl', bytes.toString('utf8').replace('Nødstrøm er', 'Nødstrøm var'));
    for (const args of [[file, '--anchor', `27:${hash}`], [changed], []])
      expect(typed(...args)).toEqual(run(...args));
  });

  it('ends with 0 where the log holds, and says in words what it cannot know without an anchor', () => {
    const { status, said } = run(file);
    expect(status).toBe(0);
    expect(said).toContain('Loggen hænger sammen: K-2026-07, nr. 1 til 27.');
    expect(said).toContain(`hash ${hash.slice(0, 4)} ${hash.slice(4, 8)} (hele: ${hash})`);
    expect(said).toContain('Teksten i nr. 23 er slettet. Hvorfor står i nr. 24.');
    expect(said).toContain('om de sidste poster er skåret af, eller om loggen er skrevet om');
  });

  it('takes an anchor as it is printed, with a space, in one word or in two', () => {
    const [first, second] = [hash.slice(0, 4), hash.slice(4, 8)];
    for (const args of [
      ['--anchor', `27:${first}${second}`],
      ['--anchor', `27:${first} ${second}`],
      ['--anchor', `27:${first}`, second],
      [`--anchor=27:${hash.toUpperCase()}`],
    ]) {
      const { status, said } = run(file, ...args);
      expect(status).toBe(0);
      expect(said).toContain('passer');
      expect(said).not.toContain('skåret af');
    }
  });

  it('says of an older anchor what it does not cover', () => {
    const older = apart(bytes).links[9]?.hash.slice(0, 8);
    expect(run(file, '--anchor', `10:${older}`)).toMatchObject({ status: 0 });
    expect(run(file, '--anchor', `10:${older}`).said).toContain('Efter nr. 10 kan ingen fil vise');
  });

  it('ends with 1 where something was changed, and names the first number and why', () => {
    const { status, said } = run(
      put('changed.jsonl', bytes.toString('utf8').replace('Nødstrøm er', 'Nødstrøm var')),
    );
    expect(status).toBe(1);
    expect(said).toContain('Nr. 12: teksten er en anden end den, der blev skrevet.');
    expect(said).toContain('Nr. 1 til 11 hænger sammen indbyrdes.');
    const cut = put('cut.jsonl', rewritten({ ...apart(bytes), links: apart(bytes).links.slice(0, 20) }));
    expect(run(cut).status).toBe(0);
    expect(run(cut, '--anchor', `27:${hash}`)).toMatchObject({ status: 1 });
    expect(run(cut, '--anchor', `27:${hash}`).said).toContain('poster er skåret af');
  });

  it('ends with 2 where it cannot read, or was asked wrongly', () => {
    expect(run(join(folder, 'missing.jsonl'))).toMatchObject({ status: 2 });
    expect(run(folder)).toMatchObject({ status: 2 });
    for (const [name, content] of Object.entries({
      empty: '',
      text: 'hej\n',
      json: '{"a":1}\n',
      list: '[]\n',
    })) {
      expect(run(put(name, content))).toMatchObject({ status: 2 });
    }
    for (const args of [
      [],
      [file, file],
      [file, '--anchor'],
      [file, '--anchor', '27:4f2a'],
      [file, '--anker', 'x'],
    ]) {
      expect(run(...args)).toMatchObject({ status: 2 });
    }
  });

  it('tells a text that should be gone and is still there', () => {
    const { links, head } = apart(bytes);
    const still = links.map((link) => (link.number === 23 ? written(link) : link));
    const { status, said } = run(put('still.jsonl', rewritten({ head, links: still })));
    expect(status).toBe(0);
    expect(said).toContain('Loggen siger, at teksten i nr. 23 er slettet, men her står den.');
    expect(together({ head, links })).toBe(bytes.toString('utf8'));
  });

  it('needs nothing but Node: one file, no other module', () => {
    const source = readFileSync(program, 'utf8');
    const imports = [...source.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, name]) => name);
    expect(imports.every((name) => name?.startsWith('node:'))).toBe(true);
    expect(() => parseAst(source, { lang: 'js' }, 'krise-verify.mjs')).not.toThrow();
    expect(source).not.toMatch(/isWellFormed|toSorted|findLast|Object\.groupBy|import\.meta\.(main|dirname)/);
  });

  it('speaks as the bot does', () => {
    const texts = textsOfSource(readFileSync(program, 'utf8'), 'krise-verify.ts');
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.flatMap((text) => broken(text).map((rule) => `${rule}: ${text}`))).toEqual([]);
    expect(texts.filter((text) => lacksFullStop(text) && !/^Brug|Et anker er/.test(text))).toEqual([]);
  });

  it('takes well under a second for three thousand entries', async () => {
    const course = recorded();
    for (let number = 2; number <= 3000; number += 1) {
      course.does('anna', {
        kind: 'note',
        type: 'melding',
        text: `Melding ${number}: ${'der er strøm. '.repeat(12)}`,
      });
    }
    const [made] = await recordFiles(course.record(), ['jsonl']);
    const long = put('long.jsonl', made?.bytes ?? '');
    const before = performance.now();
    expect(run(long).status).toBe(0);
    expect(performance.now() - before).toBeLessThan(1500);
  });
});

/** A link with a text, its parts in the order they are written. */
function written({ number, intent, data, textHash, hash }: Link): Link {
  return { number, intent, data, textHash, text: { salt: 's', body: '{"text":"x"}' }, hash };
}
