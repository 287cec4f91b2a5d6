import { describe, expect, it } from 'vitest';
import type { ConversationRef } from '../../src/ports.ts';
import { createCrisisChannels } from '../../src/readiness/crisis-channel.ts';
import { testStore } from '../azurite/test-store.ts';
import { testPlan } from '../fixtures/plan.ts';

const near: ConversationRef = { id: 'a:1', kind: 'personal', serviceUrl: 'https://s/', tenantId: 't' };
const drift: ConversationRef = { id: '19:drift@thread.tacv2', kind: 'channel', serviceUrl: 'https://s/' };
const choice = { conversation: drift, name: 'Drift', by: { id: 'anna', name: 'Anna' }, at: '2026-11-23' };

describe('the crisis channel', () => {
  it('is none until one is chosen', async () => {
    const { rooms } = await testStore();
    const channels = createCrisisChannels(testPlan, rooms);
    expect(await channels.current(near)).toBeUndefined();
    await channels.choose(choice);
    expect(await channels.current(near)).toEqual({
      conversation: drift,
      name: 'Drift',
      chosen: { by: 'Anna', at: choice.at },
    });
  });

  it('is the plan’s own where it names one, whatever was chosen in Teams', async () => {
    const { rooms } = await testStore();
    const plan = { ...testPlan, crisisChannel: '19:krise@thread.tacv2' };
    const channels = createCrisisChannels(plan, rooms);
    await channels.choose(choice);
    expect(await channels.current(near)).toEqual({
      conversation: { id: plan.crisisChannel, kind: 'channel', serviceUrl: 'https://s/', tenantId: 't' },
      chosen: undefined,
    });
  });
});
