/** What Chromium drew of a card, as survey.js tells it. Lengths in CSS pixels. */
export interface SeenCard {
  readonly name: string;
  /** What a screen reader calls the whole card. */
  readonly spoken: string;
  /** What the renderer did not understand. */
  readonly complaints: readonly string[];
  /** Lines of text, buttons and fields, in the order of the document. */
  readonly blocks: readonly SeenBlock[];
  /** The images' alternative texts; empty where one has none. */
  readonly images: readonly string[];
}

export interface SeenBlock {
  readonly kind: 'text' | 'button' | 'field';
  readonly text: string;
  /** The accessible name. */
  readonly name: string;
  /** The visible text tied to a field. */
  readonly label: string;
  /** Of a heading. */
  readonly level: number | null;
  /** True for the first line of a part of the card. */
  readonly opensPart: boolean;
  readonly box: Box;
  /** True where a part of it is not shown. */
  readonly cut: boolean;
  readonly runs: readonly SeenRun[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface SeenRun {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  readonly colour: Colour;
  /** What is painted behind it. */
  readonly ground: Colour;
}

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];
