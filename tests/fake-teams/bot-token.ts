import type { ServiceClientCredentialsFactory } from 'botframework-connector';

export const botToken = 'fake-bot-token-canary';

/** Gives the bot a fixed token instead of asking Entra for one. */
export function staticCredentials(appId: string): ServiceClientCredentialsFactory {
  return {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', `Bearer ${botToken}`);
        return request as never;
      },
    }),
  };
}
