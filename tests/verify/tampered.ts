import { genesis, linkHash, textHash } from '../../src/storage/chain.ts';

/** A file with the chain, taken apart. */
export interface TakenApart {
  readonly head: Head;
  readonly links: readonly Link[];
}

export interface Head {
  readonly format: string;
  readonly crisisId: string;
  readonly epoch: string;
  readonly exercise: boolean;
  readonly planId: string;
  readonly department: string;
  readonly count: number;
  readonly hash: string;
}

export interface Link {
  readonly number: number;
  readonly intent: string;
  readonly data: string;
  readonly textHash: string;
  readonly text?: { readonly salt: string; readonly body: string };
  readonly hash: string;
}

export function apart(file: Buffer): TakenApart {
  const [head = '', ...links] = file.toString('utf8').trimEnd().split('\n');
  return { head: JSON.parse(head) as Head, links: links.map((line) => JSON.parse(line) as Link) };
}

export function together({
  head,
  links,
}: {
  readonly head: object;
  readonly links: readonly object[];
}): string {
  return `${[head, ...links].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** One link changed, everything else as it was. */
export function changing(log: TakenApart, number: number, change: (link: Link) => object): string {
  const links = log.links.map((link) => (link.number === number ? change(link) : link));
  return together({ head: log.head, links });
}

/** What whoever can write the table can do: the links renumbered and hashed anew, and the first line with them. */
export function rewritten({ head, links }: TakenApart): string {
  let before = genesis(head.crisisId, head.epoch);
  const hashed = links.map((link, index) => {
    const number = index + 1;
    const own = link.text ? textHash(link.text.salt, link.text.body) : link.textHash;
    const hash = linkHash(head.crisisId, before.hash, { ...link, number, textHash: own });
    before = { number, hash };
    return { ...link, number, textHash: own, hash };
  });
  return together({ head: { ...head, count: before.number, hash: before.hash }, links: hashed });
}

/** The data of a link with something else in it. */
export function withData(link: Link, change: (data: Data) => object): Link {
  return { ...link, data: JSON.stringify(change(JSON.parse(link.data) as Data)) };
}

export interface Data {
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly event: object;
}

/** A link with another text, under the same salt. */
export function withText(link: Link, body: string): Link {
  return { ...link, text: { salt: link.text?.salt ?? '', body } };
}
