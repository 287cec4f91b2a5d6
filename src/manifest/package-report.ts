import type { AppPackage } from './app-package.ts';
import type { PackageSettings } from './package-settings.ts';

/** What was written, and what has to be the same elsewhere for the app to work. */
export function packageReport(
  { appName, appId, botId, publicUrl }: PackageSettings,
  { version, zip }: AppPackage,
  path: string,
  consent: boolean,
): string {
  const size = Math.ceil(zip.length / 1024);
  return [
    `Skrev ${path}: ${appName} ${version}, ${size} kB. Pakken er kontrolleret.`,
    '',
    `App-id i Teams:   ${appId}`,
    `Bottens app-id:   ${botId}`,
    `Bottens adresse:  ${publicUrl}/api/messages`,
    '',
    'Adressen skal stå som »Messaging endpoint« på botten i Azure, og bottens app-id skal være det samme der.',
    consent
      ? 'Denne udgave får alle beskeder i kanal og chat. En teamejer siger ja til det, når appen tilføjes.'
      : 'I kanal og gruppe skal Krisebot nævnes eller vælges med /. Udgaven »npm run package -- --rsc« hører det hele.',
    'Teams tager kun imod en ændret pakke, når versionen er højere: hæv version i package.json.',
  ].join('\n');
}
