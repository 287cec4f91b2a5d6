import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

/** How long the page may take to show what is waited for, in milliseconds. */
const withinMs = 15_000;

/** Waits until all these texts can be read in `place`, in this order where a pattern says so. */
export async function see(place: Locator, ...texts: readonly (string | RegExp)[]): Promise<void> {
  await place.waitFor();
  const missing = async () => {
    const read = (await place.innerText()).replace(/\s+/g, ' ');
    return texts.filter((text) => !(typeof text === 'string' ? read.includes(text) : text.test(read)));
  };
  await expect.poll(missing, { timeout: withinMs, message: 'these texts cannot be read' }).toEqual([]);
}

/** The smallest part of a card in which this text and a button with that title stand together. */
export function partWith(card: Locator, text: string, button: string): Locator {
  return card
    .locator('.ac-container')
    .filter({ hasText: text })
    .filter({ has: card.page().getByRole('button', { name: button, exact: true }) })
    .last();
}

/** The numbers of the entries on a log card, as they stand. */
export async function numbersOn(card: Locator): Promise<readonly number[]> {
  await card.waitFor();
  return [...(await card.innerText()).matchAll(/^Nr\. (\d+) · .*kl\./gm)].map(([, number]) => Number(number));
}

/** What sticks out sideways of the cards it stands in. */
export function stickingOut(cards: Locator): Promise<readonly string[]> {
  return cards.evaluateAll((all) =>
    all.flatMap((card) => {
      const edge = card.getBoundingClientRect().right + 1;
      return [...card.querySelectorAll('*')]
        .filter((part) => part.getBoundingClientRect().right > edge)
        .map((part) => part.textContent ?? '');
    }),
  );
}
