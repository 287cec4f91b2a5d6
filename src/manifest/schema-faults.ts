import { AppManifestUtils } from '@microsoft/app-manifest';
import { isObject, type Json } from './render.ts';

/** The newest schema that is needed: the first with slash commands and targeted messages. */
const schemas = 'https://developer.microsoft.com/json-schemas/teams/v1.29';
const schemaOf = {
  manifest: `${schemas}/MicrosoftTeams.schema.json`,
  localization: `${schemas}/MicrosoftTeams.Localization.schema.json`,
} as const;

type Validated = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];
type Schema = { readonly patternProperties?: Readonly<Record<string, unknown>> };

/**
 * What keeps a document from being a valid one of its kind, in Danish, with the file's name first. The
 * schemas come with the package, so nothing is fetched: a document that names another one is a fault.
 */
export async function schemaFaults(
  file: string,
  kind: keyof typeof schemaOf,
  document: Json,
): Promise<readonly string[]> {
  if (!isObject(document)) return [`${file} er ikke et JSON-objekt.`];
  if (document.$schema !== schemaOf[kind]) return [`${file}: $schema skal være ${schemaOf[kind]}.`];
  const schema = readablePatterns((await AppManifestUtils.fetchSchema(schemaOf[kind])) as unknown as Schema);
  const found = await AppManifestUtils.validateAgainstSchema(
    document as unknown as Validated,
    schema as unknown as Parameters<typeof AppManifestUtils.validateAgainstSchema>[1],
  );
  const lines = found.map((line) => `${file} passer ikke til skemaet: ${readable(line)}.`);
  return [...new Set(lines)];
}

/** The validator's line without its trailing details where they say nothing more. */
function readable(line: string): string {
  const [said = line, details = '{}'] = line.split('. Details: ');
  const extra = Object.entries(JSON.parse(details) as Record<string, unknown>)
    .filter(([key]) => key === 'additionalProperty' || key === 'allowedValues' || key === 'allowedValue')
    .map(([, value]) => JSON.stringify(value));
  return [said.trim(), ...extra].join(' ');
}

/**
 * A published schema has a pattern that is no valid expression in Unicode mode, and the validator stops at
 * it. Without that pattern, the names it stood for are refused: stricter than Teams, never laxer.
 */
function readablePatterns(schema: Schema): Schema {
  if (!schema.patternProperties) return schema;
  const patterns = Object.entries(schema.patternProperties).filter(([pattern]) => isExpression(pattern));
  return { ...schema, patternProperties: Object.fromEntries(patterns) };
}

function isExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source.length > 0;
  } catch {
    return false;
  }
}
