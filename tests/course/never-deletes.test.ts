import { expect, inject, it } from 'vitest';
import { startProxy } from '../azurite/proxy.ts';
import { setStage } from './stage.ts';

const said = [
  'log 02.10 Køling er slukket',
  'ret 3 Køling er tændt igen',
  'opdater ramt: Alle fagsystemer',
  'send billede',
  'mødested Rådhuset',
  'slut',
  'genåbn Det begyndte igen',
  'slut',
  'sagsnummer 24/1234',
];

it('the bot reads, adds and replaces rows, and never deletes one: it need not be allowed to', async () => {
  const line = await startProxy(inject('azurite'));
  const stage = await setStage({ connectionString: line.connectionString });
  try {
    for (const person of [stage.anna, stage.jens]) await person.installs();
    await stage.anna.types('start Strømsvigt i serverrum');
    await stage.jens.types('jeg tager rollen log');
    for (const text of said) await stage.anna.types(text);
    await stage.settled();
    expect(stage.anna.latest()?.text).toContain('24/1234');
    const written = new Set(
      line.calls.flatMap(({ method, body, isTransaction }) =>
        isTransaction
          ? [...body.matchAll(/^(POST|PUT|PATCH|MERGE|DELETE) http/gm)].map(([, verb]) => verb)
          : method,
      ),
    );
    expect([...written].toSorted()).toEqual(['GET', 'POST', 'PUT']);
  } finally {
    await stage.close();
    await line.close();
  }
});
