import type { Drawn } from '../cards/drawing.ts';

type Element = Readonly<Record<string, unknown>>;

/** Cards with one fault each, under the name of the rule that must find it. */
export const faultyCards: readonly Drawn[] = [
  faulty('understood', [{ type: 'TextBlock', text: 'Stor', size: 'Enorm' }]),
  faulty('readable', [{ type: 'TextBlock', text: 'Gul på hvid', color: 'Warning' }]),
  faulty('whole', [{ type: 'TextBlock', text: 'Mødestedet er flyttet. '.repeat(20), wrap: false }]),
  faulty('tappable', [{ type: 'Input.Toggle', id: 'set', title: 'Set', label: 'Set' }]),
  faulty('inOrder', [
    { type: 'Container', rtl: true, items: [{ type: 'ColumnSet', columns: [column('En'), column('To')] }] },
  ]),
  { name: 'saysWhatItIs', card: card([text('Velkommen'), heading('PRØVE'), text('Prøve')]) },
  { name: 'saysItAloud', card: { ...card([heading('PRØVE'), text('Prøve')]), speak: 'Noget andet' } },
  faulty('headings', [heading('Roller'), heading('Husk'), text('Ring')]),
  faulty('headings', [
    { type: 'Container', items: [{ ...text('Kritiske ydelser'), weight: 'Bolder' }, text('Telefoni')] },
  ]),
  faulty('named', [{ type: 'Image', url: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=' }]),
  faulty('named', [{ type: 'Input.Text', id: 'tekst', placeholder: 'Skriv her' }]),
  faulty('named', [buttons('Klik her')]),
  faulty('toldApart', [text('Kriseleder'), buttons('Kan ikke', 'Kan ikke')]),
  faulty('needFirst', [text('✔ Kriseleder'), text('○ Log')]),
];

/** A card that keeps every rule but for these elements. */
function faulty(rule: string, elements: readonly Element[]): Drawn {
  return { name: rule, card: card([heading('PRØVE'), text('Prøve'), ...elements]) };
}

function card(body: readonly Element[]): object {
  return { type: 'AdaptiveCard', version: '1.5', speak: 'PRØVE. Prøve', body };
}

function heading(words: string): Element {
  return { ...text(words), style: 'heading', weight: 'Bolder' };
}

function text(words: string): Element {
  return { type: 'TextBlock', text: words, wrap: true };
}

function column(words: string): Element {
  return { type: 'Column', width: 'stretch', items: [text(words)] };
}

function buttons(...titles: readonly string[]): Element {
  return { type: 'ActionSet', actions: titles.map((title) => ({ type: 'Action.Submit', title })) };
}
