import type {Data} from '../values/data.ts';

/**
 * The commands of one kind of deployment, as a person types them, from typed data alone (security.md rule 1). `place` is what
 * is known of the deployment; what is not known is in <angle brackets>. An empty list: there is no such command here.
 */
export type Commands = {
    /** The start of a line that runs a program where Mattermost runs, without a shell (the images have none). */
    readonly inMattermost: (place: Data, interactive: boolean) => string;
    /** The same where the database runs; undefined where that is not known. */
    readonly inDatabase: (place: Data, interactive: boolean) => string | undefined;
    /** Everything that runs here. */
    readonly list: (place: Data) => readonly string[];
    /** What runs an image of Mattermost, running or not. */
    readonly findMattermost: (place: Data) => readonly string[];
    readonly showImage: (place: Data) => readonly string[];
    readonly pull: (place: Data) => readonly string[];
    readonly logIn: (place: Data) => readonly string[];
    /** Both sides of carrying an image to a site without a network. */
    readonly carryIn: (place: Data) => readonly string[];
    /** Tries the target image next to the live site, with this agent. */
    readonly rehearse: (place: Data) => readonly string[];
    /** Makes what runs as the files say. */
    readonly applyFiles: (place: Data) => readonly string[];
    readonly start: (place: Data) => readonly string[];
    readonly restart: (place: Data) => readonly string[];
    readonly readLog: (place: Data) => readonly string[];
    readonly reloadProxies: (place: Data) => readonly string[];
    readonly showCompose: (place: Data) => readonly string[];
    readonly freeSpace: (place: Data) => readonly string[];
    /** The configuration out of where Mattermost runs, into a folder. */
    readonly copyConfiguration: (place: Data, folder: string) => readonly string[];
};
