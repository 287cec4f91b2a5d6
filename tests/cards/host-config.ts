/** Teams' look, near enough to judge a card by: colours on their grounds, sizes, spacings. */
export type Theme = 'light' | 'dark';

interface Palette {
  readonly page: string;
  readonly card: string;
  readonly line: string;
  /** Around buttons and fields. */
  readonly edge: string;
  readonly text: string;
  readonly subtle: string;
  readonly emphasis: string;
  /** Grounds that are the same in both themes carry dark text. */
  readonly accent: string;
  readonly attention: string;
  readonly onColour: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    line: '#e0e0e0',
    edge: '#c7c7c7',
    text: '#252424',
    subtle: '#5b5a5a',
    emphasis: '#f9f8f7',
    accent: '#c7def9',
    attention: '#ffc5b2',
    onColour: '#252424',
  },
  dark: {
    page: '#1f1f1f',
    card: '#2d2c2c',
    line: '#4d4c4c',
    edge: '#6b6b6b',
    text: '#ffffff',
    subtle: '#cbcbcb',
    emphasis: '#292828',
    accent: '#c7def9',
    attention: '#ffc5b2',
    onColour: '#201f1f',
  },
};

/** Text colours by container style, as [text, subtle text, ground]. */
export function groundsOf(theme: Theme): Readonly<Record<string, readonly [string, string, string]>> {
  const { text, subtle, card, emphasis, accent, attention, onColour } = palettes[theme];
  const onColourSubtle = theme === 'light' ? '#4a4949' : '#2d2c2c';
  return {
    default: [text, subtle, card],
    emphasis: [text, subtle, emphasis],
    accent: [onColour, onColourSubtle, accent],
    attention: [onColour, onColourSubtle, attention],
  };
}

/** A host configuration for the renderer. */
export function hostConfig(theme: Theme): object {
  const grounds = Object.entries(groundsOf(theme)).map(([style, [text, subtle, backgroundColor]]) => [
    style,
    { backgroundColor, foregroundColors: { default: { default: text, subtle } } },
  ]);
  return {
    fontFamily: "'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palettes[theme].line },
    textBlock: { headingLevel: 2 },
    supportsInteractivity: true,
    containerStyles: Object.fromEntries(grounds),
    actions: { maxActions: 6, buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
  };
}
