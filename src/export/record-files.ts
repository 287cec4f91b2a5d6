import type { ExportFormat } from '../domain/entry.ts';
import { recordCsv } from './csv.ts';
import { recordJsonl } from './jsonl.ts';
import { type CrisisRecord, type LogReading, type RecordFile, readLog } from './record.ts';
import { recordPdf } from './record-pdf.ts';

export type { CrisisRecord, RecordFile } from './record.ts';

interface Kind {
  readonly mime: string;
  make(log: LogReading): Promise<Buffer>;
}

const kinds: Readonly<Record<ExportFormat, Kind>> = {
  pdf: { mime: 'application/pdf', make: recordPdf },
  csv: { mime: 'text/csv; charset=utf-8', make: recordCsv },
  jsonl: { mime: 'application/x-ndjson; charset=utf-8', make: recordJsonl },
};

/** A crisis's record as files. Long work lets the bot have its turn in between. */
export async function recordFiles(
  record: CrisisRecord,
  formats: readonly ExportFormat[],
): Promise<readonly RecordFile[]> {
  const log = readLog(record);
  const files: RecordFile[] = [];
  for (const format of formats) {
    const { mime, make } = kinds[format];
    files.push({ name: recordFileName(log, format), mime, format, bytes: await make(log) });
  }
  return files;
}

/** "krise-K-2026-07-nr-0042-20261125T0214Z.pdf": which crisis, up to which entry, made when. */
function recordFileName(
  { crisis, last, madeAt }: Pick<LogReading, 'crisis' | 'last' | 'madeAt'>,
  format: ExportFormat,
): string {
  const id = crisis.id.replaceAll('Ø', 'OE').replace(/[^A-Za-z0-9-]/g, '-');
  const number = String(last.number).padStart(4, '0');
  const made = new Date(madeAt)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\d\d\.\d+Z$/, 'Z');
  return `krise-${id}-nr-${number}-${made}.${format}`;
}
