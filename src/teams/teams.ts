import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import { CloudAdapter } from 'botbuilder';
import type {
  AuthenticateRequestResult,
  ConnectorClient,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { ClaimsIdentity } from 'botframework-connector';
import { type Coalescing, createCoalescing, wakeLater } from '../coalescing.ts';
import type { Clock, Journal, Messenger } from '../ports.ts';
import { createRefusals, type Refusals } from '../refusals.ts';
import type { Bot } from '../request.ts';
import { byAccount, byRoster } from './addressing.ts';
import { type AttemptParts, type Connectors, probe } from './attempt.ts';
import { createAuthentication } from './authentication.ts';
import { giveUpAfter } from './connector-factory.ts';
import { fieldsOf, isFields } from './fields.ts';
import type { Links } from './file-answer.ts';
import { createLateAnswers } from './late-answers.ts';
import { createMessenger } from './messenger.ts';
import { createOutage } from './outage.ts';
import type { ServiceState } from './probes.ts';
import { createReplySender } from './reply-sender.ts';
import type { JsonAnswer, JsonPost, Listening } from './server.ts';
import { createServer } from './server.ts';
import { hostOf, isLoopbackHost } from './service-urls.ts';
import { createShaper, systemTimer, type Timer } from './shaper.ts';
import type { KeysTimer } from './signing-keys.ts';
import { createTargeted } from './targeted.ts';
import type { TeamsConfig } from './teams-config.ts';
import type { TokenGuard } from './token-guard.ts';
import { answerActivity } from './turn.ts';
import type { TurnParts, TurnResult } from './turn-parts.ts';
import { createUpload } from './upload.ts';

export interface TeamsOptions {
  readonly config: TeamsConfig;
  readonly journal: Journal;
  /** Told of buttons that nobody can read; the journal is where there is none. */
  readonly refusals?: Refusals;
  readonly clock: Clock;
  /** How the bot gets its own tokens, where that is not the SDK's way. */
  readonly credentials?: ServiceClientCredentialsFactory;
  /** How long a tap waits for the bot, in milliseconds; Teams itself waits five seconds. */
  readonly patience?: number;
  /** How long what was typed waits for the bot, in milliseconds: five seconds are the most anyone should. */
  readonly linePatience?: number;
  readonly timer?: Timer;
  /** How long a call may take until it is given up, in ms, if not ten seconds. */
  readonly answerWithinMs?: number;
  /** When the keys that tokens are checked with are asked for. */
  readonly keysTimer?: KeysTimer;
  /** Told that a call to Teams begins; what it returns is told how that ended. */
  readonly onCall?: AttemptParts['onCall'];
}

export interface ServeAt {
  readonly port: number;
  readonly host: string;
  /** What `/readyz` says. */
  readonly ready?: () => Promise<ServiceState>;
}

/** The Teams edge. The messenger can be used before, and without, serving. */
export interface Teams {
  readonly messenger: Messenger;
  /** True once there are keys to check tokens with: until then everyone is refused. */
  keysKnown(): boolean;
  /** True while Teams does not answer at all. */
  isAway(): boolean;
  /** Starts answering `POST /api/messages`, `GET /filer/…`, `GET /healthz` and `GET /readyz`. Port 0 takes any free one. */
  serve(bot: Bot, at: ServeAt): Promise<Listening>;
}

const defaultPatience = 3_000;
const defaultLinePatience = 4_000;

export function createTeams(options: TeamsOptions): Teams {
  const { config, journal, clock } = options;
  const refusals = options.refusals ?? createRefusals(journal);
  const { guard, keys } = createAuthentication(config, options);
  const appId = config.mode === 'production' ? config.appId : '';
  const connectors = connectorsOf(guard, appId, options.answerWithinMs);
  const timer = options.timer ?? systemTimer;
  const shaper = createShaper(timer);
  const outage = createOutage({ timer, journal, probe: (to) => probe({ connectors, shaper }, to) });
  const sending = { connectors, shaper, outage, journal, onCall: options.onCall };
  const addressing = config.mode === 'local' ? byRoster(sending) : byAccount;
  const botId = appId ? `28:${appId}` : 'krisebot';
  const tenant = config.mode === 'production' ? { tenantId: config.tenantId } : {};
  const targeted = createTargeted({ ...sending, botId });
  const messenger = createMessenger({ ...sending, ...tenant, addressing, botId, targeted });
  const adapter = new TeamsAdapter(guard);
  const turnedAway = tellTurnedAway(journal);
  return {
    messenger,
    keysKnown: () => keys?.areKnown() ?? true,
    isAway: outage.isOn,
    async serve(bot, { port, host, ready }) {
      const local = config.mode === 'local';
      if (local && !isLoopbackHost(host)) throw new Error('without authentication only loopback is served');
      const { stands = async () => undefined, showsLog = async () => undefined } = bot;
      const late = createLateAnswers(timer, journal);
      outage.whenOver(late.resume);
      const replies = createReplySender({ late, messenger, targeted, journal, stands, showsLog });
      const { patience = defaultPatience, linePatience = defaultLinePatience } = options;
      const upload = createUpload(config, journal);
      const turn = { bot, replies, upload, clock, journal, refusals, patience, linePatience };
      const parts: TurnParts = turn;
      const messages = (post: JsonPost) => receive(post, { adapter, guard, parts, turnedAway });
      const links = linksOf(bot);
      const server = createServer({
        journal,
        messages,
        ...(links ? { links } : {}),
        ...(ready ? { ready } : {}),
        loopbackOnly: local,
      });
      const listening = await server.listen(port, host);
      keys?.start();
      return {
        ...listening,
        async close() {
          keys?.stop();
          await listening.close();
          turnedAway.flush();
        },
      };
    },
  };
}

function linksOf(bot: Bot): Links | undefined {
  const file = bot.file?.bind(bot);
  const isLink = bot.isLink?.bind(bot);
  return file && isLink ? { file, isLink } : undefined;
}

interface Receiving {
  readonly adapter: TeamsAdapter;
  readonly guard: TokenGuard;
  readonly parts: TurnParts;
  readonly turnedAway: Coalescing<TurnedAway>;
}

/** Whoever is not from Teams learns nothing but that, not even whether it was an activity. */
async function receive({ body, authorization }: JsonPost, receiving: Receiving): Promise<JsonAnswer> {
  const { adapter, guard, parts, turnedAway } = receiving;
  const activity = fieldsOf(body) as unknown as Activity;
  const identity = await guard.authenticateRequest(activity, authorization).catch((error: unknown) => {
    const fault = error instanceof Error ? error.message : 'unknown';
    // Whoever has listed the wrong host sees here which it was.
    turnedAway.add(fault, fault === 'serviceUrl' ? { host: hostOf(activity.serviceUrl) } : {});
    return undefined;
  });
  if (!identity) return { status: 401, body: { error: 'unauthorized' } };
  if (!isFields(body) || typeof body.type !== 'string')
    return { status: 400, body: { error: 'no activity' } };
  let result: TurnResult = {};
  const response = await adapter.turn(identity, activity, async (context) => {
    result = await answerActivity(body, parts);
    if (result.response) await context.sendActivity({ type: 'invokeResponse', value: result.response });
  });
  const { afterwards } = result;
  return { status: response?.status ?? 200, body: response?.body, ...(afterwards ? { afterwards } : {}) };
}

/** What a line about refused tokens may show besides their fault. */
interface TurnedAway {
  readonly host?: string;
}

/** A flood of tokens that are refused is a line a minute. */
function tellTurnedAway(journal: Journal): Coalescing<TurnedAway> {
  return createCoalescing({
    after: wakeLater,
    tell: (fault, count, last) => journal.info('teams.refused', { fault, count, ...last }),
  });
}

/** The SDK's own front door writes errors, texts included, to the console and to the caller. */
class TeamsAdapter extends CloudAdapter {
  turn(
    identity: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(identity as never, activity, logic);
  }
}

/** Clients for sending at any time, one a service URL: each keeps its token until that runs out. */
function connectorsOf(guard: TokenGuard, appId: string, withinMs?: number): Connectors {
  const claims = ['aud', 'appid'].map((type) => ({ type, value: appId }));
  const factory = guard.createConnectorFactory(new ClaimsIdentity(claims, true));
  const known = new Map<string, ConnectorClient>();
  return async (serviceUrl) => {
    const before = known.get(serviceUrl);
    if (before) return before;
    const connector = await factory.create(serviceUrl);
    if (withinMs) giveUpAfter(connector, withinMs);
    known.set(serviceUrl, connector);
    return connector;
  };
}
