/** A card without texts that say nothing, and without what holds nothing then. */
export function pruned(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(pruned).filter((item) => !isEmpty(item));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, pruned(inner)]));
}

const holds: Readonly<Record<string, string>> = {
  TextRun: 'text',
  TextBlock: 'text',
  RichTextBlock: 'inlines',
  Container: 'items',
  Column: 'items',
  ColumnSet: 'columns',
  ActionSet: 'actions',
};

function isEmpty(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  const content: unknown = Reflect.get(node, holds[String(node.type)] ?? 'type');
  return (
    (typeof content === 'string' && content.trim() === '') || (Array.isArray(content) && content.length === 0)
  );
}
