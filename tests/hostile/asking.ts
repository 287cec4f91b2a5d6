import type { Acting, Answer, Ask, CommandSpec, Told } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/commands.ts';
import type { CommandBody } from '../../src/domain/command.ts';
import type { Actor, Entry } from '../../src/domain/entry.ts';
import { ownDataOf } from '../../src/domain/own-data.ts';
import { may, phaseOf, standingsFor } from '../../src/domain/rights.ts';
import { type Course, person } from '../domain/course.ts';
import { testPlan } from '../fixtures/plan.ts';

/** Every command but the local trial's. */
export const everyCommand: readonly CommandSpec[] = commands.filter(({ localOnly }) => !localOnly);

/** Lets a command answer as in the bot, on a course of events in memory: the rules decide, nothing is sent. */
export function ask(
  spec: CommandSpec,
  course: Course,
  how: Partial<Ask> & { readonly by?: Actor },
  onStored: (entry: Entry) => void = () => undefined,
): Promise<Answer> | Answer {
  const by = how.by ?? person('anna');
  const { ledger } = course;
  return spec.answer({
    by,
    at: ledger.crisis.lastAt,
    plan: testPlan,
    inOrganisation: true,
    may: (right) => may(right, phaseOf(ledger.crisis), standingsFor(right, testPlan, ledger.crisis, by.id)),
    personal: true,
    args: '',
    mentions: [],
    dialogs: true,
    ledger,
    act: acting(course, by, onStored),
    ...how,
  });
}

function acting(course: Course, by: Actor, onStored: (entry: Entry) => void): Acting {
  const refused: Told = { done: false, text: 'Ikke her.', code: 'invalid' };
  const submit = async (body: CommandBody): Promise<Told> => {
    const result = course.when(by, body);
    if ('code' in result) return { done: false, ...result, ledger: course.ledger };
    const { ledger, last } = course.does(by, body);
    onStored(last);
    return { done: true, text: last.text, number: last.number, ledger };
  };
  return {
    submit,
    start: async () => refused,
    startContactExercise: async () => refused,
    turn: async (to) => to,
    exportRecord: async () => ({ done: false, text: 'Ikke her.' }),
    checkLog: async () => ({ verified: { number: 1, hash: '' }, erased: [], textless: [] }),
    smsView: async () => ({ hasGateway: true, people: new Map() }),
    history: async () => ({ page: 1, pages: 1, past: [] }),
    record: async () => undefined,
    alarm: async () => ({ recorded: 'stored', reached: [], missed: [] }),
    holdAlarm: async () => false,
    link: async () => undefined,
    become: async () => undefined,
    channel: async () => ({ where: 'none', byPlan: false, canChoose: true }),
    chooseChannel: async () => ({ where: 'none', byPlan: false, canChoose: true }),
    readiness: async () => {
      throw new Error('needs Teams');
    },
    takePack: async () => ({ way: 'offered' }),
    sendTrial: async () => 'sent',
    confirmTrial: async () => undefined,
    logMode: async () => 'on',
    turnLogMode: async (to) => to,
    ownData: async () => {
      const data = ownDataOf(testPlan, by.id);
      return data && { data, shown: 'x', account: { name: by.name }, corrections: [] };
    },
    confirmOwnData: async () => 'confirmed',
    correctOwnData: async () => 'told',
    settleCorrections: async () => [],
  };
}
