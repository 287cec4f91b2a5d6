import './strict.ts';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { unboundIn } from '../../src/cards/bindings.ts';
import { render, throwOnUnbound } from '../../src/cards/render.ts';
import { templates } from '../../src/cards/templates.ts';
import { projectRoot } from '../../src/plan/project-root.ts';
import { linesOf, nodesOf } from './card-tree.ts';

const head = { context: undefined, kicker: 'PRØVE', title: 'Prøve' };

describe('templates', () => {
  afterEach(() => throwOnUnbound(true));

  it('are the files of cards/, each known by its name', () => {
    const files = readdirSync(join(projectRoot(), 'cards')).map((file) => file.replace('.json', ''));
    expect(Object.keys(templates).sort()).toEqual(files.sort());
  });

  it('use names, $data and $when alone', () => {
    const odd = [...JSON.stringify(templates).matchAll(/\$\{([^}]*)\}/g)].filter(
      ([, name = '']) => !/^\w+$/.test(name),
    );
    expect(odd.map(([binding]) => binding)).toEqual([]);
  });

  it('wrap all text, and name what is a heading', () => {
    const blocks = Object.values(templates)
      .flatMap(nodesOf)
      .filter(({ type }) => type === 'TextBlock');
    expect(blocks.filter(({ wrap, style }) => wrap !== true || style !== 'heading')).toEqual([]);
  });

  it('fail a test when a binding has no data', () => {
    expect(() => render('decline', head, { text: 'Hvorfor?', reasons: [] })).toThrow('no data for note');
  });

  it('find what is missing in lists and conditions too', () => {
    const template = { body: [{ $when: `\${shown}`, $data: `\${rows}`, text: `\${a} \${b}` }] };
    expect(unboundIn(template, { rows: [{ a: '1', shown: true }] })).toEqual(['b']);
    expect(unboundIn(template, { other: [] })).toEqual(['rows']);
    expect(unboundIn(template, { rows: [{ a: '1', b: '2' }] })).toEqual(['shown']);
  });

  it('show a dash for it in a crisis, and the rest of the card', () => {
    throwOnUnbound(false);
    const lines = linesOf(render('decline', head, { text: 'Hvorfor?', reasons: [] }));
    expect(lines).toEqual(['PRØVE', 'Prøve', 'Hvorfor?', '–']);
  });
});
