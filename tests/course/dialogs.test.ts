import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputsOf } from '../fake-teams/cards.ts';
import type { Dialog } from '../fake-teams/person.ts';
import { type Stage, setStage } from './stage.ts';

const opens = 'Åbn som vindue';

describe('a form opened as a dialog', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage();
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
  });
  afterAll(() => stage.close());

  const window = async () => {
    await stage.anna.types('opdater');
    return (await stage.anna.taps(stage.anna.card(), opens)).dialog;
  };
  const fieldsOf = (dialog: Dialog | undefined) => [...inputsOf(dialog?.card).keys()];
  const saveOf = (dialog: Dialog | undefined) => /\[(Gem[^\]]*)\]/.exec(dialog?.text ?? '')?.[1] ?? '';

  it('stores what was filled in, shows it there, and posts nothing', async () => {
    const dialog = await window();
    const [first = ''] = fieldsOf(dialog);
    const before = stage.anna.sees().length;
    const saved = await dialog?.submits(saveOf(dialog), { [first]: 'Køling og strøm er væk i kælderen' });
    expect(saved?.dialog?.text).toContain('Køling og strøm er væk i kælderen');
    expect(stage.anna.sees()).toHaveLength(before);
    await stage.anna.types('vis log');
    expect(stage.anna.card()?.text).toContain('Køling og strøm er væk i kælderen');
  });

  it('is one entry when it is sent twice', async () => {
    const dialog = await window();
    const [, second = ''] = fieldsOf(dialog);
    const inputs = { [second]: 'Alle fagsystemer er ramt' };
    const saved = await dialog?.submits(saveOf(dialog), inputs);
    await dialog?.submits(saveOf(dialog), inputs);
    await saved?.redeliver({ newId: true });
    await stage.anna.types('find fagsystemer');
    expect(stage.anna.card()?.text.match(/Nr\. \d+ · [^\n]*\n?[^\n]*fagsystemer/g)).toHaveLength(1);
  });

  it('gives back what was filled in where the crisis ended meanwhile', async () => {
    const dialog = await window();
    const [, , third = ''] = fieldsOf(dialog);
    await stage.anna.types('afblæs Falsk alarm');
    await stage.settled();
    const late = await dialog?.submits(saveOf(dialog), { [third]: 'Borgerservice er lukket' });
    expect(`${late?.toast} ${late?.dialog?.text}`).toContain('Borgerservice er lukket');
  });
});

describe('where the client has no dialogs', () => {
  it('no button asks for one', async () => {
    const stage = await setStage({ signed: false });
    await stage.anna.types('som anna');
    await stage.anna.types('start Strømsvigt');
    await stage.settled();
    await stage.anna.types('opdater');
    expect(stage.anna.card()?.text).toContain('OPDATER SITUATIONSBILLEDET');
    expect(stage.anna.card()?.text).not.toContain(opens);
    await stage.close();
  });
});
