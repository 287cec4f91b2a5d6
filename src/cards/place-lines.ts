import { type Crisis, onlinePlace } from '../domain/crisis.ts';
import { kl } from '../domain/danish-time.ts';
import { oneLine } from './text.ts';

/** The meeting place in two lines: where, or that it is open; and how sure that is. */
export interface PlaceLines {
  readonly mark: string;
  readonly where: string;
  readonly how: string;
}

/** What is undecided is said to be undecided, and what holds only for now, too. */
export function placeLines({ place }: Crisis): PlaceLines {
  const { current, decided } = place;
  if (decided) {
    const { at, by, provisional } = decided;
    const how = provisional
      ? `Foreløbigt: ${oneLine(by.name, 60)} ${kl(at)} – afventer kriselederen`
      : `Besluttet ${kl(at)} af ${oneLine(by.name, 60)}`;
    return { mark: '✔', where: current.name, how };
  }
  const isOnline = current.id === onlinePlace.id;
  const how = isOnline
    ? 'Ingen af planens steder kan bruges. Mød på telefon/Teams.'
    : `Forslag: ${current.name}`;
  return { mark: '○', where: 'Afventer kriselederen', how };
}
