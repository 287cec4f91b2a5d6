import type { PlaygroundConfig } from './playground-config.ts';

/** What is printed when everything is ready: the address, three things to try, and the data's `folder`. */
export function welcome({ currentUser, users }: PlaygroundConfig, port: number, folder: string): string {
  const other = users[0]?.name ?? 'navn';
  return `
Åbn http://127.0.0.1:${port} i en browser. Du er ${currentUser.name}. Skriv i »Personal Chat«:

  /krise start Strømsvigt i serverrum
  /krise som ${other}
  /krise status

I kanal og gruppe skal botten nævnes: skriv @ og vælg Krisebot på listen.
Stop med Ctrl-C. Alt ligger i ${folder} og fortsætter ved næste start; slet mappen for at begynde forfra.
`;
}
