import { recordFiles } from '../../src/export/record-files.ts';
import { verify } from '../../src/verify/krise-verify.mjs';
import { testStore } from '../azurite/test-store.ts';
import { isJson, type Json, nodesOf } from '../cards/card-tree.ts';
import { type Stage, setStage } from '../course/stage.ts';
import { pdfText } from '../export/pdf-text.ts';
import { baseActivity } from '../fake-teams/activities.ts';
import { personalPlace } from '../fake-teams/world.ts';

/** Texts written into a crisis through every way there is, and all that came back. */
export interface Written {
  /** What was wrong with a card, a message, the stored log or a file. */
  readonly faults: readonly string[];
  readonly entries: number;
  readonly cards: number;
}

interface Writing {
  readonly stage: Stage;
  readonly crisisId: string;
  /** Delivers an activity of Anna's, with her own chat as its place unless it says otherwise. */
  says(activity: Json): Promise<void>;
  tapsWith(verb: string, data: Json): Promise<void>;
}

type Way = (text: string, mark: string, writing: Writing) => Promise<void>;

/** Teams escapes what is typed. */
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const typed = (text: string): Json => ({ type: 'message', text: escaped(text), textFormat: 'plain' });

/** Every way a text comes in. `mark` tells it among the others, at its end: what it begins with stays first. */
const waysIn: Readonly<Record<string, Way>> = {
  'a command': (text, mark, { says }) => says(typed(`log ${text} ${mark}`)),
  'a decision': (text, mark, { says }) => says(typed(`beslutning Vi venter ${mark}, fordi ${text} ${mark}`)),
  'the picture': (text, mark, { says }) => says(typed(`opdater ramt: ${text} ${mark}`)),
  'the fields of a card': async (text, mark, { says, tapsWith }) => {
    await says(typed(`log Rettes ${mark}`));
    const fields = { rettelse: `${text} ${mark}`, begrundelse: `${text} ${mark}`, kilde: `${text} ${mark}` };
    await tapsWith('ret', { nr: '2', ...fields });
  },
  'a dialog': (text, mark, { stage, crisisId, says }) =>
    says({
      type: 'invoke',
      name: 'task/submit',
      replyToId: stage.teams.world.nextId(),
      value: {
        data: { verb: 'opdater', k: crisisId, felt: 'unknowns', tekst: `${text} ${mark}`, showing: mark },
      },
    }),
  'a message’s menu': (text, mark, { stage, crisisId, says }) =>
    says({
      type: 'invoke',
      name: 'composeExtension/submitAction',
      value: {
        commandId: 'addToLog',
        data: { verb: 'føj til kriselog', k: crisisId, type: 'melding', tekst: `${text} ${mark}` },
        messagePayload: {
          id: stage.teams.world.nextId(),
          body: { contentType: 'html', content: `<p>${escaped(text)}</p>${text}` },
          from: { user: { id: mark, displayName: `${text} ${mark}` } },
          linkToMessage: `https://teams.microsoft.com/l/message/1/2?x=${encodeURIComponent(text.toWellFormed())}`,
        },
      },
    }),
  'a mention': (text, mark, { says }) =>
    says({
      ...typed(''),
      text: `opgave Ring nu <at>${escaped(text)} ${mark}</at>`,
      entities: [
        {
          type: 'mention',
          text: `<at>${escaped(text)} ${mark}</at>`,
          mentioned: { id: `29:${mark}`, name: `${text} ${mark}`, aadObjectId: mark },
        },
      ],
    }),
  'the name of an account': async (text, mark, { stage, says }) => {
    const account = {
      ...stage.ole,
      accountId: `0c000000-0000-4000-8000-${mark.slice(2).padStart(12, '0')}`,
      id: `29:${mark}`,
      name: `${text} ${mark}`,
    };
    await says({
      ...typed(`alarm ${text} ${mark}`),
      from: fromOf(account),
      conversation: stranger(account, stage),
    });
  },
  'the name of a channel': (text, mark, { stage, says }) =>
    says({
      ...typed('krisekanal her'),
      conversation: {
        id: stage.teams.channel('Drift').id,
        conversationType: 'channel',
        tenantId: stage.teams.world.tenantId,
      },
      channelData: { tenant: { id: stage.teams.world.tenantId }, channel: { name: `${text} ${mark}` } },
      recipient: { id: `28:${stage.teams.world.appId}`, isTargeted: true },
    }),
  'a case’s number': (text, mark, { tapsWith }) => tapsWith('sagsnummer', { sagsnummer: `${text} ${mark}` }),
  'what is searched for': (text, mark, { says }) => says(typed(`find ${text} ${mark}`)),
  'no command': (text, mark, { says }) => says(typed(`${text} ${mark}`)),
};

const fromOf = ({ id, name, accountId }: { id: string; name: string; accountId: string }): Json => ({
  id,
  name,
  aadObjectId: accountId,
});
const stranger = ({ id }: { id: string }, { teams: { world } }: Stage): Json => ({
  id: `a:${id}`,
  conversationType: 'personal',
  tenantId: world.tenantId,
});

/**
 * Writes each text through `each` of the ways, the next text through the next ones, and looks at all that came of
 * it: cards, messages, the stored log, its chain, and the files.
 */
export async function writeThrough(
  texts: Readonly<Record<string, string>>,
  { each, read }: { readonly each: number; readonly read: number },
): Promise<Written> {
  const stage = await setStage();
  const faults: string[] = [];
  const bodies: unknown[] = [];
  try {
    const { world, serviceUrl } = stage.teams;
    for (const person of [stage.anna, stage.jens]) await person.installs();
    const says = async (activity: Json) => {
      const base = baseActivity(world, serviceUrl, stage.anna, personalPlace(world, stage.anna));
      const { status, body } = await stage.teams.deliver({ ...base, ...activity });
      if (status !== 200) faults.push(`${status} for ${JSON.stringify(activity).slice(0, 200)}`);
      bodies.push(body);
    };
    await says(typed(`start ${Object.values(texts)[0] ?? ''} mk00`));
    await stage.settled();
    const store = await testStore({ prefix: stage.tablePrefix });
    const crisisId = (await store.crises.recent('digital-drift'))[0]?.crisisId ?? 'K-2026-01';
    const tapsWith = (verb: string, data: Json) =>
      says({
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: world.nextId(),
        value: {
          action: { type: 'Action.Execute', verb, data: { k: crisisId, ...data } },
          trigger: 'manual',
        },
      });
    const writing = { stage, crisisId, says, tapsWith };
    const marks = new Map<string, string>();
    const ways = Object.entries(waysIn);
    let turn = 0;
    for (const [name, text] of Object.entries(texts)) {
      for (let n = 0; n < each; n += 1) {
        const [way, write] = ways[turn % ways.length] ?? [];
        const mark = `mk${String(turn + 1).padStart(4, '0')}`;
        turn += 1;
        marks.set(mark, `${name} by ${way}`);
        await write?.(text, mark, writing);
      }
    }
    await readEverything(stage, writing, read);
    await says(typed(`slut nu ${Object.values(texts)[1] ?? ''} mk00`));
    await tapsWith('evaluering', { svar: 'ja', good: `${Object.values(texts)[2] ?? ''} mk00` });
    await stage.settled();
    const activities = world.messages
      .filter(({ from }) => from === 'bot')
      .flatMap(({ activity, replaced }) => [activity, ...replaced.values()]);
    const cards = [...bodies, ...activities].flatMap(cardsIn);
    for (const card of cards) faults.push(...cardFaults(card));
    for (const fault of messageFaults(activities)) faults.push(fault);
    const failed = JSON.stringify([bodies, activities]).match(/Fejl-id \w+|gik galt/g) ?? [];
    if (failed.length > 0)
      faults.push(
        `failed ${failed.length} times: ${stage.journal
          .filter((line) => /failed/i.test(line))
          .slice(0, 3)
          .join('\n')}`,
      );
    const said = stage.journal.filter((line) => /mk\d{4}/.test(line));
    if (said.length > 0)
      faults.push(`the operators’ log repeats what was written: ${said[0]?.slice(0, 200)}`);
    const { entries, faults: inLog } = await logFaults(stage, crisisId, marks);
    return { faults: [...faults, ...inLog], entries, cards: cards.length };
  } finally {
    await stage.close();
  }
}

/** Everything that shows what was written, to Anna; so many entries by themselves. */
async function readEverything(stage: Stage, { says, tapsWith }: Writing, read: number): Promise<void> {
  for (const text of [
    'status',
    'overblik',
    'mit',
    'opdater',
    'roller',
    'klaret',
    'til telefon',
    'del billede',
    'historik',
    'krisekanal',
    'sms',
    'slut',
    'vis log beslutninger',
    'sagsnummer',
  ])
    await says(typed(text));
  for (let page = 1; page <= read / 4; page += 1) await says(typed(`vis log side ${page}`));
  for (let number = 1; number <= read; number += 1) await says(typed(`vis log ${number}`));
  await says(typed('send billede nu'));
  await tapsWith('ret', { nr: '2', vis: 'form' });
  await stage.settled();
}

function cardsIn(body: unknown): readonly object[] {
  if (Array.isArray(body)) return body.flatMap(cardsIn);
  if (!isJson(body)) return [];
  if (body.type === 'AdaptiveCard') return [body];
  return Object.values(body).flatMap(cardsIn);
}

/** What a client reads as something else than text: Markdown in a block, a date, a mention, an address. */
function cardFaults(card: object): readonly string[] {
  const faults: string[] = [];
  const all = JSON.stringify(card);
  const expression = /\$\{|\{\{|<\s*\/?at\b/i.exec(all);
  if (expression) faults.push(`a card holds ${all.slice(expression.index - 60, expression.index + 40)}`);
  if (!all.isWellFormed()) faults.push('a card holds half a character');
  for (const node of nodesOf(card)) {
    const { type, url } = node;
    const shown = type === 'TextBlock' ? node.text : type === 'Fact' ? `${node.title} ${node.value}` : '';
    if (/mk\d\d/.test(String(shown)))
      faults.push(`what was written stands in a ${type}: ${String(shown).slice(0, 80)}`);
    if (type === 'Action.OpenUrl' && !/^https:\/\/teams\.microsoft\.com\//.test(String(url)))
      faults.push(`a card opens ${url}`);
    if (node.inlines && /"type":"(?!TextRun)/.test(JSON.stringify(node.inlines)))
      faults.push('a run is no text');
    if ('selectAction' in node && isJson(node.selectAction) && node.selectAction.type === 'Action.OpenUrl')
      faults.push('a card opens an address by a tap');
  }
  return faults;
}

function messageFaults(activities: readonly Json[]): readonly string[] {
  return activities.flatMap(({ text, textFormat, entities }) => [
    ...(typeof text === 'string' && textFormat !== 'plain' ? [`a message is ${String(textFormat)}`] : []),
    ...(Array.isArray(entities) && entities.length > 0 ? ['a message mentions somebody'] : []),
  ]);
}

async function logFaults(stage: Stage, crisisId: string, marks: ReadonlyMap<string, string>) {
  const faults: string[] = [];
  const { crises } = await testStore({ prefix: stage.tablePrefix });
  const [ledger, chain] = [await crises.read(crisisId), await crises.chain(crisisId)];
  if (!ledger || !chain) return { entries: 0, faults: ['there is no log'] };
  const again = await (await testStore({ prefix: stage.tablePrefix })).crises.read(crisisId);
  if (JSON.stringify(again) !== JSON.stringify(ledger))
    faults.push('read again, the log says something else');
  const stored = JSON.stringify(ledger.entries);
  if (!stored.isWellFormed() || /\\u0000/.test(stored)) faults.push('the log holds what cannot be read back');
  if ((await crises.check(ledger)).broken) faults.push('the chain does not hold');
  const record = {
    ledger,
    chain,
    madeAt: ledger.crisis.lastAt,
    by: 'Anna Holm',
    upTo: ledger.entries.length,
  };
  const files = await recordFiles(record, ['pdf', 'csv', 'jsonl']);
  for (const { name, format, bytes } of files) {
    if (!/^krise-[A-Z]+-\d{4}-\d{2}-nr-\d{4}-\d{8}T\d{4}Z\.(pdf|csv|jsonl)$/.test(name))
      faults.push(`a file is called ${name}`);
    if (format === 'pdf') faults.push(...pdfFaults(bytes, stored, marks));
    if (format === 'csv') faults.push(...csvFaults(bytes.toString('utf8')));
    if (format === 'jsonl' && verify(bytes).broken)
      faults.push(`the file with the chain does not hold: ${verify(bytes).broken?.why}`);
  }
  return { entries: ledger.entries.length, faults };
}

/** All that was stored is to be read in it, and nothing of it is alive. */
function pdfFaults(bytes: Buffer, stored: string, marks: ReadonlyMap<string, string>): readonly string[] {
  const text = pdfText(bytes).join('\n');
  const lost = [...marks].filter(([mark]) => stored.includes(mark) && !text.includes(mark));
  return [
    ...lost.map(([mark, what]) => `the PDF lacks ${mark} (${what})`),
    ...(/\/(JavaScript|JS|URI|Launch|GoToR)\b/.test(
      bytes.toString('latin1').replace(/stream[\s\S]*?endstream/g, ''),
    )
      ? ['the PDF does something']
      : []),
  ];
}

function csvFaults(csv: string): readonly string[] {
  const cells = [...csv.slice(1).matchAll(/"((?:[^"]|"")*)"(?:;|\r\n)/g)].map(([, cell = '']) => cell);
  return cells
    .filter(
      (cell) => /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u.test(cell) && !/^-?\d/.test(cell),
    )
    .map((cell) => `a cell could be a formula: ${cell.slice(0, 40)}`);
}
