import { type CommandSpec, lineOf } from './command.ts';

/** The operating level: 1 is the department, 2 the municipality. */
export const level: CommandSpec = {
  word: 'niveau',
  aliases: ['driftsniveau', 'level'],
  group: 'Start og slut',
  does: 'sætter driftsniveauet: 1 er afdelingen, 2 er kommunen',
  example: 'niveau 2',
  right: 'readLevel',
  needs: 'crisis',
  reads: false,
  async answer(ask) {
    const typed = ask.tapped ? (ask.tapped.niveau ?? '') : ask.args;
    if (typed !== '1' && typed !== '2') {
      return {
        text: `Nu er det niveau ${ask.ledger?.crisis.level}. Skriv »niveau 1« (afdelingen) eller »niveau 2« (kommunen).`,
      };
    }
    const told = await ask.act.submit({ kind: 'setLevel', level: typed === '1' ? 1 : 2 });
    if (!told.done || typed === '1') return { text: lineOf(told, ask.by) };
    return {
      text: `${told.text}. Afgør nu: Hvem er kriseleder her? Hvem går i kommunens øverste krisestab? Planen siger: ${ask.plan.topStaffSupport.text}`,
    };
  },
};
