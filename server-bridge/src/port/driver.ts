import type {Readable} from 'node:stream';
import type {
    AgentMode,
    BackStepCode,
    DeploymentKind,
    DriverPlan,
    Facts,
    Goal,
    Plan,
    PlannedTarget,
    RunState,
    StepCode,
} from '@fips-readiness/core';
import type {RehearsalReport} from './rehearsal_report.ts';
import type {SettingsRead} from '../settings/read_settings.ts';
import type {RunContext} from './run_context.ts';
import type {Performer, Reverter} from './step_result.ts';

/** Something a deployment may or may not offer. Where it does not, the reason says why: nobody asks for the kind instead. */
export type Capability<T> = {readonly can: true; readonly use: T} | {readonly can: false; readonly reason: string};

/** One running Mattermost: a container, a pod. `environment` and `command` may hold secrets: they stay inside the agent. */
export type Instance = {
    readonly id: string;
    readonly name: string;
    readonly imageReference: string;
    /** As the platform reports the image that runs, never as a tag. */
    readonly imageId: string;
    readonly state: 'running' | 'restarting' | 'exited' | 'created' | 'paused' | 'dead';
    readonly health: 'healthy' | 'unhealthy' | 'starting' | 'none';
    /** How often the platform has started it again by itself. */
    readonly restartCount: number;
    /** Of the last end; null while it runs. */
    readonly exitCode: number | null;
    /** ISO 8601, by the platform's clock. */
    readonly startedAt: string;
    readonly environment: ReadonlyMap<string, string>;
    /** Variables that are set as well, and whose values nobody here can read. Absent where there is none. */
    readonly unseen?: readonly string[];
    readonly command: readonly string[];
    /** Where it listens, as the agent reaches it. */
    readonly urls: readonly string[];
    /** The machine it runs on, where the platform spreads them over several. */
    readonly node?: string;
};

/** A finished command inside an instance. Output may hold secrets: it stays inside the agent. */
export type ExecResult = {readonly exitCode: number; readonly stdout: string; readonly stderr: string};

/** Runs a command inside an instance, without a shell. Never put a secret into `argv`: platforms show it. */
export type Exec = (argv: readonly string[], options?: {readonly user?: string}) => Promise<ExecResult>;

/** Files inside an instance, without a program of the image. Undefined where there is no such path. */
export type FileAccess = {
    readonly statPath: (path: string) => Promise<{readonly sizeBytes: number} | undefined>;
    /** A tar stream of the path. */
    readonly readArchive: (path: string) => Promise<Readable | undefined>;
};

/** Lets the server read a file of the agent's for as long as `use` takes: by this path, in commands that this `exec` runs. */
export type LendFile = (
    name: string,
    content: Buffer,
    use: (path: string, exec: Exec) => Promise<void>,
) => Promise<void>;

/** Images the platform holds; nothing is pulled. Undefined where it holds none of that name. */
export type ImageAccess = {
    readonly findImage: (reference: string) => Promise<{readonly id: string} | undefined>;
    /** A tar stream of an image with all its layers, as `docker save` writes it. */
    readonly readImage: (reference: string) => Promise<Readable | undefined>;
};

/** The database as the server's connection string names its host. */
export type LocatedDatabase = {
    /** Where the agent reaches it. */
    readonly address: string;
    readonly port: string;
    /** What runs it next to the server, if anything does. */
    readonly near:
        | {
              readonly name: string;
              readonly service: string;
              /** It hands connections on to a database elsewhere, and keeps passwords of its own. */
              readonly isPooler: boolean;
              /** What a query prints, asked inside where no password travels; undefined where it is refused. */
              readonly ask: (
                  login: {readonly user: string; readonly database: string},
                  query: string,
              ) => Promise<string | undefined>;
          }
        | undefined;
};

/** A piece of what an instance has written. May hold secrets. */
export type OutputPart = {readonly isError: boolean; readonly bytes: Buffer};

/** Reads what an instance has written since a moment, both streams, piece by piece. */
export type ReadLogs = (
    instance: Pick<Instance, 'id' | 'name'>,
    options: {readonly since: Date; readonly signal: AbortSignal},
) => AsyncIterable<OutputPart>;

/** What a plan is asked for. */
export type ChangeRequest = {
    readonly goal: Goal;
    readonly facts: Facts;
    readonly fingerprintKey: string;
    /** A person wants to carry it out by hand. */
    readonly handover: boolean;
};

/** The change as its driver planned it, and what it keeps for the run, whose texts hold secrets. */
export type PlannedChange = DriverPlan & {
    /** Which files or places keep the agent from carrying it out itself. */
    readonly handoverPaths: readonly string[];
    /** Puts what the run will need into its folder. */
    readonly keep: (folder: string) => Promise<void>;
};

/** How a rehearsal next to the live site goes on, for whoever watches. */
export type RehearsalNews = {
    readonly say: (part: string, values?: Readonly<Record<string, string | number>>) => void;
    readonly onProgress: (progress: {readonly doneBytes: number; readonly totalBytes: number}) => void;
};

/** Starts the target image next to the live site, which stays up. Adds an image to the platform and nothing else. */
export type Rehearse = (
    input: RehearsalNews & {
        readonly image: string;
        /** Ask the registry even where the image is here. */
        readonly pull: boolean;
        readonly signal: AbortSignal;
    },
) => Promise<RehearsalReport>;

/** An agent that serves the page with this state, however it was started. */
export type ServingAgent = {
    readonly name: string;
    /** Started from the files `init` writes. */
    readonly isInstalled: boolean;
    /** The one this process runs in. */
    readonly isSelf: boolean;
    readonly remove: () => Promise<void>;
};

/** What `init` keeps of an installation, as files of its state by name: the token, the agent's key, the record. Secret. */
export type InstallNotes = Readonly<Record<string, string>>;

/** What an installed agent consists of: the texts of its files, and the notes, which are in none of them. */
export type Installation = {readonly files: Readonly<Record<string, string>>; readonly notes: InstallNotes};

/** Starts the agent from its files, and takes away what was started. Each may be repeated. */
export type Deployer = {
    /** What is made of the files, and what is removed because they no longer have it; each by kind and name. */
    readonly describe: (
        installation: Installation,
    ) => Promise<{readonly applied: readonly string[]; readonly removed: readonly string[]}>;
    /** Tries it and changes nothing. Throws FipsError where a name is taken, a right is missing or a key is another one's. */
    readonly tryOut: (installation: Installation) => Promise<void>;
    readonly isDone: (installation: Installation) => Promise<boolean>;
    readonly perform: (installation: Installation) => Promise<void>;
    /** What is there of it, but for what `findRemains` has. */
    readonly findInstalled: () => Promise<readonly string[]>;
    readonly remove: () => Promise<void>;
    /** The command that shows what the agent writes. */
    readonly look: string;
};

/** What an uninstall leaves unless somebody gives it up: `id` is a word below `uninstall.remains.`. */
export type Remains = {
    readonly id: string;
    readonly values: Readonly<Record<string, string>>;
    readonly remove: () => Promise<void>;
};

/** Where the agent itself runs, next to the deployment. */
export type Installer = {
    /** The agent's folder where nobody names one. */
    readonly usualFolder: string;
    /** Where `init` keeps its notes of this deployment. */
    readonly stateDirectory: string;
    readonly mode: AgentMode;
    /** Throws FipsError while a run changes the deployment, whoever started it. */
    readonly requireNoRun: () => Promise<void>;
    /** The notes that the installed agent has with it; none where none is there, or where they are nowhere but here. */
    readonly readNotes: () => Promise<InstallNotes>;
    /** The names of the files `init` writes into the agent's folder. */
    readonly fileNames: readonly string[];
    /** Their texts. `known` are those that are there: what they say and nobody changes stays. */
    readonly render: (input: {
        readonly image: string | undefined;
        readonly tokenFile: string;
        readonly publicKey: string;
        readonly connection: {
            readonly teamId: string;
            readonly channelId: string;
            readonly botUserId: string;
            /** Which token the bot has: an agent that has copied another one starts again. */
            readonly tokenId: string;
        };
        readonly known: Readonly<Record<string, string | undefined>>;
    }) => Readonly<Record<string, string>>;
    readonly deploy: Capability<Deployer>;
    readonly findAgents: (agentDirectory: string) => Promise<readonly ServingAgent[]>;
    readonly findRemains: () => Promise<readonly Remains[]>;
    /** Where a path of this process is for the platform. */
    readonly locate: (path: string) => string;
};

/** One thing the agent needs, tried: `id` is a word below `doctor.`. */
export type Finding = {
    readonly ok: boolean;
    readonly id: string;
    readonly values?: Readonly<Record<string, string | number>>;
};

/** What else runs next to Mattermost. `service` is how the deployment itself calls it; empty for what is not part of it. */
export type Neighbour = {readonly name: string; readonly image: string; readonly service: string};

/** A deployment as it was found: what it is, what runs, and what can be asked of it. Looking changes nothing. */
export type Deployment = {
    readonly kind: DeploymentKind;
    readonly name: string;
    readonly service: string;
    /** What a plan of it pins. */
    readonly target: PlannedTarget;
    readonly instances: readonly [Instance, ...Instance[]];
    /** What runs the server's image besides and answers nobody: a dedicated job server. Absent where the platform knows none. */
    readonly jobServers?: readonly Instance[];
    /** How many of both the platform is asked for; absent where it does not say. */
    readonly wanted?: number;
    /** Other images that an instance starts with; absent where there is none. */
    readonly sideImages?: readonly string[];
    readonly exec: Capability<Exec>;
    readonly files: Capability<FileAccess>;
    readonly images: Capability<ImageAccess>;
    readonly lendFile: Capability<LendFile>;
    readonly rehearse: Capability<Rehearse>;
    /** `chosen`: which settings somebody has set, and where; these are the agent's too. */
    readonly openInstaller: (chosen: SettingsRead['origins']) => Promise<Installer>;
    /** Tries what the agent needs of this deployment; with `swaps` what a run needs too. Leaves nothing behind. */
    readonly diagnose: (swaps: boolean) => AsyncIterable<Finding>;
    readonly locateDatabase: (dsn: {readonly host: string; readonly port: string}) => Promise<LocatedDatabase>;
    readonly readLogs: ReadLogs;
    /** Facts only this driver can see. */
    readonly readFacts: (observedAt: string) => Promise<Facts>;
    /** Throws FipsError where there is no plan at all. */
    readonly planChange: (request: ChangeRequest) => Promise<PlannedChange>;
    readonly findNeighbours: () => Promise<readonly Neighbour[]>;
    /** The image this agent itself runs from; null where it runs from none. */
    readonly findAgentImage: () => Promise<{
        readonly reference: string;
        readonly id: string;
        readonly digest: string | null;
    } | null>;
};

/** Why a driver does not fit. Permanent codes. */
export type DriverRefusal =
    | 'no_container'
    | 'no_compose_label'
    | 'belongs_to_compose'
    | 'container_not_found'
    | 'service_not_found'
    | 'no_kubeconfig'
    | 'cluster_not_asked'
    | 'no_resource'
    | 'resource_not_found'
    | 'resource_unreadable'
    | 'no_pod';

/** What `detect` finds: a deployment, several to choose from, or the reason why there is none. */
export type Detection =
    | {readonly code: 'found'; readonly deployment: Deployment}
    | {readonly code: 'several'; readonly candidates: readonly string[]}
    | {readonly code: 'not_mine'; readonly reason: DriverRefusal};

/** One of several deployments that a platform has. Nothing is asked of it before it is lent. */
export type ListedDeployment = {
    readonly namespace: string;
    readonly name: string;
    /** How many the list has, as far as the platform says. */
    readonly total: number;
    /** Looks for it, for as long as `use` takes: what was opened to reach it is closed then. Throws FipsError. */
    readonly lend: <T>(use: (detection: Detection) => Promise<T>) => Promise<T>;
};

/** Who holds a deployment: readable by everybody who may ask the platform. */
export type Holder = {readonly runId: string; readonly host: string; readonly since: string};

/** Held from the first to the last line of a run's journal, over a crash of the agent too. */
export type DeploymentLock = {readonly release: () => Promise<void>};

/** A run as its driver carries it out. Every step may be repeated, forwards and backwards. */
export type DriverRun = {
    readonly steps: Readonly<Partial<Record<StepCode, Performer>>>;
    readonly backSteps: Readonly<Partial<Record<BackStepCode, Reverter>>>;
    /** What is gone once the old state is back: the failed instance's log and how it ended. */
    readonly keepFailure: () => Promise<void>;
    /** Writes the rescue kit's texts for where the run is now; nothing before the kit is made. */
    readonly writeRescue: (state: RunState) => Promise<void>;
};

/** Changes a deployment by what a plan pins and nothing else; whether it runs or not. */
export type Changer = {
    readonly identity: string;
    readonly host: string;
    /** The deployment's instance as it is now, running or not. */
    readonly findInstance: () => Promise<Instance | undefined>;
    /**
     * The lock the deployment itself carries: one run at a time, whatever state folder it is journaled in. `isOver` knows the
     * runs of this state folder that are not open: what such a one has left behind is removed. `hasLine` knows the chain values of this
     * run's journal: one that is missing was in a newer copy. Throws FipsError `run_elsewhere`, `journal_behind`.
     */
    readonly lock: (input: {
        readonly holder: Holder;
        readonly isOver: (runId: string) => boolean;
        readonly hasLine: (head: string) => boolean;
        /** The image a run has inspected, where it came that far. */
        readonly inspectedImage: string | undefined;
    }) => Promise<DeploymentLock>;
    readonly openRun: (context: RunContext) => DriverRun;
    /** Gives up what a run keeps for its rollback; names what was removed. May be repeated. */
    readonly release: (runId: string) => Promise<readonly string[]>;
};

/** The adapter for one kind of deployment. Nothing is connected before a function is called. */
export type Driver = {
    readonly kind: Plan['target']['kind'];
    /** The settings name a deployment of this driver's platform: drivers of other platforms are not asked. */
    readonly isNamed: boolean;
    /** What it opens to reach the deployment closes with `until`; absent: with the process. */
    readonly detect: (until?: AbortSignal) => Promise<Detection>;
    /**
     * Every deployment that this user may see, one by one, whichever the settings name; absent where the platform has no list of
     * them. Throws FipsError.
     */
    readonly findAll?: () => AsyncIterable<ListedDeployment>;
    /** Tries what this driver needs of its platform. Throws FipsError where the platform does not answer. */
    readonly diagnose: () => AsyncIterable<Finding>;
    /** What the platform calls `name` and can be scanned. */
    readonly findFiles: (name: string) => Promise<FileAccess | undefined>;
    readonly images: ImageAccess;
    /** The commands that take a run back without this agent; none before its rescue kit is made. Asks the platform nothing. */
    readonly describeRescue: (run: {
        readonly plan: Plan;
        readonly runId: string;
        readonly folder: string;
        readonly state: RunState;
    }) => Promise<readonly string[]>;
    /** Throws FipsError where what changes this kind is not here. */
    readonly openChanger: (plan: Plan) => Promise<Changer>;
};
