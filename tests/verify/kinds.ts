import {
  apart,
  changing,
  type Link,
  rewritten,
  type TakenApart,
  together,
  withData,
  withText,
} from './tampered.ts';

/** A way to tamper with a file. */
export interface Kind {
  /** In Danish, as the table of docs/verificering.md has it. */
  readonly what: string;
  /** The file, tampered with. `other`: the file of another crisis. */
  readonly tamper: (log: TakenApart, other: TakenApart) => string | Buffer;
  /** The entry that is named, where it is found in the file itself; 0 is the first line. */
  readonly at?: number;
  /** True where the file alone cannot show it. */
  readonly needsAnchor?: true;
  /** True where the file is no log any more. */
  readonly unreadable?: true;
}

const head = (change: object) => (log: TakenApart) => together({ ...log, head: { ...log.head, ...change } });
const link = (number: number, change: (link: Link) => object) => (log: TakenApart) =>
  changing(log, number, change);
const links = (change: (links: readonly Link[]) => readonly Link[]) => (log: TakenApart) =>
  together({ head: log.head, links: change(log.links) });
const anew = (change: (links: readonly Link[]) => readonly Link[]) => (log: TakenApart) =>
  rewritten({ head: log.head, links: change(log.links) });
const text = (change: (file: string) => string) => (log: TakenApart) => change(together(log));
const otherHash = 'c0ffee'.padEnd(64, '0');
const only = (number: number, change: (link: Link) => Link) => (all: readonly Link[]) =>
  all.map((one) => (one.number === number ? change(one) : one));
const without = (number: number) => (all: readonly Link[]) => all.filter((one) => one.number !== number);
const twice = (number: number) => (all: readonly Link[]) =>
  all.flatMap((one) => (one.number === number ? [one, one] : [one]));
const swapped = (all: readonly Link[]) => {
  const [a, b] = [all[3], all[4]];
  return a && b ? all.with(3, b).with(4, a) : all;
};
const lie = '{"text":"Alt var i orden","words":{"text":"Alt var i orden"}}';

/** What is done to the first line. */
const firstLine: readonly Kind[] = [
  { what: 'Et andet krisenummer i linje 1', tamper: head({ crisisId: 'K-2026-99' }), at: 1 },
  { what: 'En anden kæde i linje 1 (epoch)', tamper: head({ epoch: 'x' }), at: 1 },
  { what: 'En øvelse udgivet for rigtig, eller omvendt', tamper: head({ exercise: true }), at: 0 },
  { what: 'En anden plan i linje 1', tamper: head({ planId: 'anden' }), at: 0 },
  { what: 'En anden afdeling i linje 1', tamper: head({ department: 'Økonomi' }), at: 0 },
  { what: 'Et lavere antal i linje 1', tamper: head({ count: 11 }), at: 12 },
  { what: 'Et højere antal i linje 1', tamper: head({ count: 13 }), at: 13 },
  { what: 'Antallet i linje 1 skrevet som tekst', tamper: head({ count: '12' }), at: 0 },
  { what: 'En anden hash i linje 1', tamper: head({ hash: otherHash }), at: 0 },
  { what: 'Et felt lagt til linje 1', tamper: head({ note: 'kontrolleret' }), at: 0 },
  { what: 'Et felt fjernet fra linje 1', tamper: head({ planId: undefined }), at: 0 },
  { what: 'Linje 1 fjernet', tamper: text((file) => file.slice(file.indexOf('\n') + 1)), unreadable: true },
  { what: 'Et andet format i linje 1', tamper: head({ format: 'krise-log-2' }), unreadable: true },
];

/** What is done inside one entry. */
const oneEntry: readonly Kind[] = [
  { what: 'Nummeret ændret', tamper: link(5, (one) => ({ ...one, number: 6 })), at: 5 },
  { what: 'Nummeret skrevet som tekst', tamper: link(5, (one) => ({ ...one, number: '5' })), at: 5 },
  { what: 'Nøglen til beskeden ændret', tamper: link(5, (one) => ({ ...one, intent: '"andet"' })), at: 5 },
  {
    what: 'Hvem der skrev, ændret',
    tamper: link(5, (one) => withData(one, (data) => ({ ...data, by: { ...data.by, name: 'Jens Krogh' } }))),
    at: 5,
  },
  {
    what: 'Tidspunktet ændret',
    tamper: link(5, (one) => withData(one, (data) => ({ ...data, at: '2026-11-23T12:04:30.000Z' }))),
    at: 5,
  },
  {
    what: 'Hvornår det skete, ændret',
    tamper: link(5, (one) => withData(one, (data) => ({ ...data, happenedAt: '2026-11-23T11:00:00.000Z' }))),
    at: 5,
  },
  {
    what: 'Typen ændret',
    tamper: link(5, (one) => withData(one, (data) => ({ ...data, type: 'handling' }))),
    at: 5,
  },
  {
    what: 'Rækkefølgen i postens data ændret',
    tamper: link(5, (one) => withData(one, ({ by, ...data }) => ({ by, ...data }))),
    at: 5,
  },
  { what: 'Teksten ændret', tamper: link(5, (one) => withText(one, lie)), at: 5 },
  {
    what: 'Ét tegn i teksten ændret',
    tamper: link(5, (one) => withText(one, (one.text?.body ?? '').replace('lukker', 'Lukker'))),
    at: 5,
  },
  {
    what: 'Tekstens salt ændret',
    tamper: link(5, (one) => ({ ...one, text: { ...one.text, salt: 'AAAA' } })),
    at: 5,
  },
  { what: 'Tekstens hash ændret', tamper: link(5, (one) => ({ ...one, textHash: otherHash })), at: 5 },
  {
    what: 'Teksten, dens salt og dens hash ændret sammen',
    tamper: (log) => changing(log, 5, (one) => ({ ...withText(one, lie), textHash: textHashOf(log, lie) })),
    at: 5,
  },
  {
    what: 'Teksten fra en anden post sat ind',
    tamper: (log) => changing(log, 5, (one) => ({ ...one, text: log.links[3]?.text })),
    at: 5,
  },
  { what: 'Postens hash ændret', tamper: link(5, (one) => ({ ...one, hash: otherHash })), at: 5 },
  { what: 'Et felt lagt til en post', tamper: link(5, (one) => ({ ...one, note: 'rettet' })), at: 5 },
  { what: 'Et felt fjernet fra en post', tamper: link(5, (one) => ({ ...one, textHash: undefined })), at: 5 },
  { what: 'Felterne i en post byttet om', tamper: link(5, ({ hash, ...one }) => ({ hash, ...one })), at: 5 },
  {
    what: 'Det samme felt to gange i en post',
    tamper: text((file) => file.replace('{"number":5,', '{"number":5,"number":5,')),
    at: 5,
  },
  {
    what: 'Mellemrum lagt ind',
    tamper: text((file) => file.replace('{"number":5,', '{"number":5, ')),
    at: 5,
  },
  { what: 'Teksten fjernet uden en post om det', tamper: link(5, ({ text: _, ...one }) => one), at: 5 },
  { what: 'Teksten sat til ingenting', tamper: link(5, (one) => ({ ...one, text: null })), at: 5 },
  {
    what: 'Et halvt tegn i stedet for erstatningstegnet (U+FFFD)',
    tamper: text((file) => file.replace('\ufffd', '\\ud800')),
    at: 4,
  },
  {
    what: 'En byte, der ikke er tekst',
    tamper: (log) => {
      const [before = '', after = ''] = together(log).split('lukker');
      return Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from(after)]);
    },
    at: 5,
  },
];

function textHashOf(log: TakenApart, body: string): string {
  const file = rewritten({ head: log.head, links: only(5, (one) => withText(one, body))(log.links) });
  return apart(Buffer.from(file)).links[4]?.textHash ?? '';
}

/** What is done to the row of entries, by someone who leaves the hashes alone. */
const row: readonly Kind[] = [
  { what: 'En post fjernet', tamper: links(without(5)), at: 5 },
  {
    what: 'En post fjernet og resten nummereret om',
    tamper: links((all) => without(5)(all).map((one, index) => ({ ...one, number: index + 1 }))),
    at: 5,
  },
  { what: 'Den første post fjernet', tamper: links(without(1)), at: 1 },
  { what: 'Den sidste post fjernet', tamper: links(without(12)), at: 12 },
  { what: 'Alle poster fjernet', tamper: links(() => []), at: 1 },
  { what: 'To poster byttet om', tamper: links(swapped), at: 4 },
  { what: 'En post gentaget', tamper: links(twice(5)), at: 6 },
  {
    what: 'En post sat ind',
    tamper: links((all) => all.flatMap((one) => (one.number === 5 ? [withText(one, lie), one] : [one]))),
    at: 5,
  },
  {
    what: 'En post lagt til sidst',
    tamper: links((all) => [...all, ...all.slice(-1).map((one) => ({ ...one, number: 13 }))]),
    at: 13,
  },
  { what: 'Slutningen skåret midt over i en linje', tamper: text((file) => file.slice(0, -40)), at: 12 },
  { what: 'Det sidste linjeskift fjernet', tamper: text((file) => file.slice(0, -1)), at: 12 },
  { what: 'En tom linje sat ind', tamper: text((file) => file.replace('\n', '\n\n')), at: 1 },
  {
    what: 'Filen gemt igen med andre linjeskift',
    tamper: text((file) => file.replaceAll('\n', '\r\n')),
    at: 0,
  },
  {
    what: 'Filen gemt igen med et usynligt tegn først',
    tamper: text((file) => `\ufeff${file}`),
    unreadable: true,
  },
  {
    what: 'Slutningen fra en anden krise',
    tamper: (log, other) =>
      together({ head: log.head, links: [...log.links.slice(0, 6), ...other.links.slice(6)] }),
    at: 7,
  },
  {
    what: 'En hel anden krise under dette krisenummer',
    tamper: (log, other) => together({ head: log.head, links: other.links }),
    at: 1,
  },
];

/** What is done by someone who counts every hash anew and fits the first line to it, and is still seen. */
const clumsy: readonly Kind[] = [
  {
    what: 'Regnet om: en rettelse af en post, der ikke er der',
    tamper: anew(only(7, (one) => withData(one, (data) => ({ ...data, event: { ...data.event, of: 99 } })))),
    at: 7,
  },
  {
    what: 'Regnet om: en post skrevet før den forrige',
    tamper: anew(only(7, (one) => withData(one, (data) => ({ ...data, at: '2026-11-23T12:01:00.000Z' })))),
    at: 7,
  },
  { what: 'Regnet om: den samme post to gange', tamper: anew(twice(5)), at: 6 },
  { what: 'Regnet om: posten om en slettet tekst fjernet', tamper: anew(without(9)), at: 6 },
  {
    what: 'Regnet om: en tekst fjernet uden en post om det',
    tamper: anew(only(5, ({ text: _, ...one }) => one)),
    at: 5,
  },
];

/** What nobody can see in the file alone. */
const unseen: readonly Kind[] = [
  { what: 'De sidste poster skåret af, og linje 1 rettet til', tamper: anew((all) => all.slice(0, 9)) },
  { what: 'Den sidste post skåret af, og linje 1 rettet til', tamper: anew(without(12)) },
  { what: 'Regnet om: teksten ændret', tamper: anew(only(5, (one) => withText(one, lie))) },
  {
    what: 'Regnet om: hvem der skrev, ændret',
    tamper: anew(only(5, (one) => withData(one, (data) => ({ ...data, by: { ...data.by, name: 'X' } })))),
  },
  { what: 'Regnet om: en post fjernet', tamper: anew(without(10)) },
  {
    what: 'Regnet om: en post sat ind',
    tamper: anew((all) =>
      all.flatMap((one) => (one.number === 10 ? [{ ...withText(one, lie), intent: '"ny"' }, one] : [one])),
    ),
  },
  {
    what: 'Hele loggen skrevet om med en ny kæde',
    tamper: ({ head: first, links: all }) => rewritten({ head: { ...first, epoch: 'ny' }, links: all }),
  },
  {
    what: 'Hele loggen flyttet til et andet krisenummer',
    tamper: ({ head: first, links: all }) =>
      rewritten({ head: { ...first, crisisId: 'K-2026-99' }, links: all }),
  },
  { what: 'Filen byttet ud med en anden krises', tamper: (_, other) => together(other) },
];

export const kinds: readonly Kind[] = [
  ...firstLine,
  ...oneEntry,
  ...row,
  ...clumsy,
  ...unseen.map((kind) => ({ ...kind, needsAnchor: true as const })),
];
