import { describe, expect, it } from 'vitest';
import { actionsOf } from '../../src/cards/button.ts';
import { shapeFaults } from './card-shape.ts';
import { isJson, opensDialog, sentBy } from './card-tree.ts';

const context = { crisisId: 'K-2026-07', exercise: false, version: 4 };
const button = { title: 'Opdater', verb: 'opdater', data: { felt: 'ramt' }, primary: true } as const;
const [opening, plain] = actionsOf(context, [{ ...button, dialog: true }, button]);

describe('a button that opens a dialog', () => {
  it('asks Teams for a dialog in the only form there is', () => {
    expect(opening).toEqual({
      type: 'Action.Submit',
      title: 'Opdater',
      style: 'positive',
      data: { msteams: { type: 'task/fetch' }, verb: 'opdater', k: 'K-2026-07', v: '4', felt: 'ramt' },
    });
    expect(shapeFaults(opening)).toEqual([]);
    expect(isJson(opening) && opensDialog(opening)).toBe(true);
  });

  it('sends the same as one that does not, for a client without dialogs', () => {
    const fallback = isJson(plain) ? plain.fallback : undefined;
    expect(isJson(opening) && sentBy(opening)).toEqual(isJson(fallback) && fallback.data);
  });
});
