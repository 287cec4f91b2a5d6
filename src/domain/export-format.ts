import type { ExportFormat } from './entry.ts';

/** Every format there is, the one most people want first. */
export const exportFormats: readonly ExportFormat[] = ['pdf', 'csv', 'jsonl'];

const words: Readonly<Record<string, readonly ExportFormat[]>> = {
  pdf: ['pdf'],
  csv: ['csv'],
  excel: ['csv'],
  regneark: ['csv'],
  json: ['jsonl'],
  jsonl: ['jsonl'],
  kæde: ['jsonl'],
  alle: exportFormats,
  alt: exportFormats,
  det: [],
  hele: exportFormats,
  og: [],
  med: [],
  som: [],
  til: [],
  i: [],
};

/** The formats that were typed, "pdf og csv"; undefined where another word is among them. */
export function formatsIn(typed: string): readonly ExportFormat[] | undefined {
  const said = typed
    .toLocaleLowerCase('da')
    .split(/[\s,+&.()]+/)
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(words, word) ? words[word] : undefined));
  if (said.some((formats) => formats === undefined)) return undefined;
  return exportFormats.filter((format) => said.some((formats) => formats?.includes(format)));
}

const names: Readonly<Record<ExportFormat, string>> = { pdf: 'PDF', csv: 'CSV', jsonl: 'JSON' };

/** What people call it: "PDF". */
export function formatName(format: ExportFormat): string {
  return names[format];
}
