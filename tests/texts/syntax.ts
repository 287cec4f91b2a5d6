/** A node of the syntax tree: its type and whatever that type has. */
export type Node = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What a file's constants are set to: where a template names one, its words are shown. */
export type Constants = readonly { readonly name: string; readonly start: number; readonly value: Node }[];

export function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'type' in node && typeof node.type === 'string';
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string, or a template with or without holes. */
export function isText(node: unknown): node is Node {
  if (!isNode(node)) return false;
  return (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral';
}

/** The values of an object literal's properties; undefined for anything else. */
export function valuesOf(node: unknown): readonly unknown[] | undefined {
  if (!isNode(node) || node.type !== 'ObjectExpression') return undefined;
  return listOf(node.properties).map((property) => (isNode(property) ? property.value : undefined));
}

/** The name an expression ends in: `ports.journal` is journal. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  return node.type === 'MemberExpression' ? nameOf(node.property) : String(node.name ?? '');
}

/** All nodes below one, itself included. */
export function nodesIn(node: unknown): readonly Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesIn);
  if (!isNode(node)) return [];
  return [node, ...Object.values(node).flatMap(nodesIn)];
}

export function constantsOf(program: unknown): Constants {
  const declared = nodesIn(program).filter(({ type }) => type === 'VariableDeclarator');
  return declared.flatMap(({ id, init, start }) =>
    isNode(init) ? [{ name: nameOf(id), start: Number(start), value: init }] : [],
  );
}

/** The value of the constant that a name stands for: the one declared last before it, else further down. */
export function constantAt(constants: Constants, name: unknown): Node | undefined {
  const start = isNode(name) ? Number(name.start) : 0;
  const alike = constants.filter((constant) => constant.name === nameOf(name));
  return (alike.findLast((constant) => constant.start < start) ?? alike[0])?.value;
}
