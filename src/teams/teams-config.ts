/** How the Teams edge is set up. `src/config.ts` reads it from the environment. */
export type TeamsConfig = LocalTeams | ProductionTeams;

/** The local trial: no authentication, so the server must be bound to loopback. */
export interface LocalTeams {
  readonly mode: 'local';
}

export interface ProductionTeams {
  readonly mode: 'production';
  /** The bot's app registration. Never empty: an empty id switches the SDK's authentication off. */
  readonly appId: string;
  readonly appType: 'SingleTenant' | 'UserAssignedMsi';
  /** Tenant of the app registration, and the one whose conversations are served. */
  readonly tenantId: string;
  /** Secret of a single-tenant app that uses one. */
  readonly appPassword?: string;
  /** More settings of the SDK by its own names, for instance `CertificateThumbprint`. */
  readonly settings?: Readonly<Record<string, string>>;
  /**
   * Where the bot may send its token: host names (https, standard port), or a loopback origin such as
   * `http://127.0.0.1:4711`, which tests use.
   */
  readonly allowedServiceHosts: readonly string[];
  /**
   * Where a file that a person accepted may be sent: everything under these host names, or a loopback origin as
   * above. SharePoint's own where absent.
   */
  readonly allowedUploadHosts?: readonly string[];
  /** OpenID document of the token issuer, when it is not Microsoft's own. */
  readonly metadataUrl?: string;
}

/** The connector of commercial Teams. Government clouds have other hosts (msteams-docs, "service URL"). */
export const commercialServiceHosts: readonly string[] = ['smba.trafficmanager.net'];
