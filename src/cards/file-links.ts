import { kl } from '../domain/danish-time.ts';
import type { ExportFormat } from '../domain/entry.ts';
import { formatName } from '../domain/export-format.ts';
import type { Ledger } from '../domain/ledger.ts';
import { contextOf } from './button.ts';
import { render } from './render.ts';

/** A file on the bot's own server, for one person and a short time. */
export interface FileLink {
  readonly format: ExportFormat;
  readonly url: string;
}

export interface ShownLinks {
  readonly links: readonly FileLink[];
  /** When they stop working, ISO 8601 UTC. */
  readonly until: string;
  /** The newest entry the files hold. */
  readonly upTo: number;
  /** What went before, where something did not work. */
  readonly note?: string;
}

/** Links to a record's files. Whoever has one can open it, so the card says whose it is and for how long. */
export function fileLinksCard(ledger: Ledger, { links, until, upTo, note = '' }: ShownLinks): object {
  const { crisis } = ledger;
  const head = {
    context: contextOf(ledger),
    kicker: 'LOGGEN SOM FIL',
    title: crisis.headline,
    sub: `${crisis.id} · nr. 1 til ${upTo}`,
    foot: 'Send ikke linket videre: den, der har det, kan hente loggen.',
  };
  const many = links.length > 1;
  return render('file-links', head, {
    note,
    text: `${many ? 'Filerne er klar. Linkene' : 'Filen er klar. Linket'} virker til ${kl(until)}.`,
    links: links.map(({ format, url }) => linkTo(`Hent ${formatName(format)}`, url)),
  });
}

/** A link alone in its row: on a phone three do not fit beside each other. */
export function linkTo(title: string, url: string) {
  return { buttons: [{ type: 'Action.OpenUrl', title, url }] };
}
