import type { ChosenChannel, Rooms } from '../ports.ts';
import { tableKey } from './keys.ts';
import { changeRow, jsonOf, readRow } from './rows.ts';
import type { Tables } from './tables.ts';

const partition = 'rooms';

/** Whether the app is in a conversation. The row stays when it leaves, so that two tellings cannot race. */
interface Presence {
  readonly present: boolean;
}

/** Where the app is, one row a conversation; and the one chosen for the status card, one row a plan. */
export function createRooms({ register }: Tables): Rooms {
  const presence = (conversationId: string, present: boolean) => {
    let before = false;
    const note = (known: Presence | undefined): Presence => {
      before = known?.present ?? false;
      return { present };
    };
    return changeRow<Presence>(register, partition, `r:${tableKey(conversationId)}`, note).then(() => before);
  };
  return {
    chosen: async (planId) => {
      const row = await readRow(register, partition, chosenKey(planId));
      return row && jsonOf<ChosenChannel>(row);
    },
    choose: async (planId, channel) => {
      await changeRow<ChosenChannel>(register, partition, chosenKey(planId), () => channel);
    },
    added: async (conversationId) => !(await presence(conversationId, true)),
    removed: async (conversationId) => void (await presence(conversationId, false)),
  };
}

function chosenKey(planId: string): string {
  return `c:${tableKey(planId)}`;
}
