// adaptivecards-templating's types name the renderer's TypeScript source; nothing of it is needed here.
export type ICardElement = unknown;
export type IAdaptiveCard = unknown;
