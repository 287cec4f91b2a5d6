import type { PlaygroundConfig } from './playground-config.ts';

/** What is printed when everything is ready: the address and three things to try. */
export function welcome({ currentUser, users }: PlaygroundConfig, port: number): string {
  const other = users[0]?.name ?? 'navn';
  return `
Åbn http://127.0.0.1:${port} i en browser. Du er ${currentUser.name}. Skriv i »Personal Chat«:

  /krise start Strømsvigt i serverrum
  /krise som ${other}
  /krise status

I kanal og gruppe skal botten nævnes: skriv @ og vælg Krisebot på listen.
Stop med Ctrl-C. Alt ligger i .data og fortsætter ved næste start; slet mappen for at begynde forfra.
`;
}
