import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { ExportFormat } from '../../src/domain/entry.ts';
import { type CrisisRecord, recordFiles } from '../../src/export/record-files.ts';
import { projectRoot } from '../../src/plan/project-root.ts';
import { aNight } from '../export/recorded.ts';
import { type Figure, milliseconds } from './figures.ts';

const entries = 3000;
const formats: readonly ExportFormat[] = ['pdf', 'csv', 'jsonl'];

/** What making and verifying the files of a long record costs, and for how long at most nothing else gets its turn. */
export async function exportFigures(): Promise<readonly Figure[]> {
  const record = longRecord();
  await recordFiles(record, formats);
  const figures: Figure[] = [];
  for (const format of formats) figures.push(await making(record, format));
  const { verify } = await verifier();
  const [log] = await recordFiles(record, ['jsonl']);
  const before = performance.now();
  const { broken } = verify(log?.bytes ?? Buffer.alloc(0));
  const took = performance.now() - before;
  if (broken) throw new Error(`the log does not hold: ${broken.why}`);
  return [...figures, { what: `verifying ${entries} entries`, value: milliseconds(took) }];
}

/** Plain JavaScript that no build copies: it stands where it is. */
function verifier(): Promise<typeof import('../../src/verify/krise-verify.mjs')> {
  return import(pathToFileURL(join(projectRoot(), 'src', 'verify', 'krise-verify.mjs')).href);
}

async function making(record: CrisisRecord, format: ExportFormat): Promise<Figure> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = performance.now();
  const [file] = await recordFiles(record, [format]);
  const took = performance.now() - before;
  delay.disable();
  const size = `${((file?.bytes.length ?? 0) / 1e6).toFixed(1)} MB`;
  const stretch = `longest stretch ${milliseconds(delay.max / 1e6)}`;
  return { what: `${format} of ${entries} entries`, value: `${milliseconds(took)} · ${stretch} · ${size}` };
}

function longRecord(): CrisisRecord {
  const night = aNight();
  const course = night.does('anna', { kind: 'reopen', reason: 'Strømmen er væk igen' });
  const types = ['melding', 'handling', 'beslutning', 'fravalg'] as const;
  for (let n = night.crisis.size; n < entries; n += 1) {
    const type = types[n % types.length] ?? 'melding';
    const text = `Post ${n}: telefonerne i hele huset er nede, og elværket regner med en time`;
    course.wait(1).does('peter', { kind: 'note', type, text, ...(n % 3 === 0 ? { reason: 'virus' } : {}) });
  }
  return course.record();
}
