import { type Figure, spread } from '../bench/figures.ts';
import type { Slope } from './slope.ts';
import type { Soaked } from './soak.ts';
import { brokenBars, type Growth, growthOf, heapBound, rssBound } from './verdict.ts';

/** What a run came to, as it is printed. */
export function soakTable(soaked: Soaked): readonly Figure[] {
  const { options, people, verifying, watching } = soaked;
  const { counts } = people;
  const broken = brokenBars(soaked);
  const row = (what: string, value: unknown): Figure => ({ what, value: String(value) });
  return [
    row('seed', `${options.seed} (FAULT_SEED)`),
    row(
      'minutes, crises, kills of the third bot',
      `${soaked.minutes.toFixed(1)}, ${soaked.crises}, ${soaked.kills}`,
    ),
    row(
      'commands',
      `${counts.commands} (${counts.notes} notes, ${counts.stored} known stored; ${counts.taps} taps)`,
    ),
    row('answers', spread(people.took)),
    row('statuses', countsOf([...people.statuses].map(([status, many]) => [String(status), many]))),
    row('deliveries without an answer', counts.unanswered),
    row('faults of the tables injected', soaked.faults),
    row('calls of Teams above a limit', soaked.overLimit),
    row('verified', `${verifying.looks} times, ${verifying.entries} entries`),
    row('findings', verifying.findings.length),
    ...verifying.findings.slice(0, 20).map(({ rule, what }) => row(`  ${rule}`, what)),
    ...bots(soaked).flatMap((growth) => growthRows(growth, row)),
    ...[...watching.dead].map((bot) => row(`bot ${bot}`, 'ended by itself')),
    row('bars', broken.length === 0 ? 'held' : `BROKEN: ${broken.join(' · ')}`),
  ];
}

function bots({ watching }: Soaked): readonly Growth[] {
  return [...new Set(watching.samples.map(({ bot }) => bot))].map((bot) => growthOf(watching.samples, bot));
}

function growthRows(growth: Growth, row: (what: string, value: unknown) => Figure): readonly Figure[] {
  const { bot, heap, heapBetween, rss, first, last, delayMs } = growth;
  const name = `bot ${bot}`;
  const change = (of: (vitals: NonNullable<typeof last>['vitals']) => number) =>
    first && last ? `${of(first.vitals).toFixed(1)} → ${of(last.vitals).toFixed(1)} MB` : 'not measured';
  const { resources = {}, errors = {}, uncaught = [], warnings = [] } = last?.vitals ?? {};
  return [
    row(
      `${name}: heap after a collection`,
      `${change(({ heapMb }) => heapMb)} between crises; ${said(heapBetween)}, in all samples ${said(heap)} (bound ${heapBound})`,
    ),
    row(`${name}: RSS`, `${change(({ rssMb }) => rssMb)}; ${said(rss)} (bound ${rssBound})`),
    row(
      `${name}: buffers`,
      change(({ buffersMb }) => buffersMb),
    ),
    row(`${name}: event loop late, p99`, `${delayMs} ms`),
    row(`${name}: open at the end`, countsOf(Object.entries(resources))),
    row(`${name}: uncaught, warnings`, `${uncaught.length}, ${warnings.length}`),
    row(`${name}: faults it logged`, countsOf(Object.entries(errors)) || 'none'),
  ];
}

function said(slope: Slope | undefined): string {
  if (!slope) return 'slope not known';
  return `${slope.perHour.toFixed(2)} ± ${(2 * slope.error).toFixed(2)} MB/h`;
}

function countsOf(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([name, many]) => `${name} ${many}`).join(', ');
}
