/** Where the server's program is in the images: the official ones, then Chainguard's. */
export const SERVER_PROGRAMS = ['/mattermost/bin/mattermost', '/usr/bin/mattermost'] as const;

/** What else an image brings with its release. The folders it declares as volumes are not among them. */
const PARTS = [
    '/mattermost/bin',
    '/mattermost/client',
    '/mattermost/fonts',
    '/mattermost/i18n',
    '/mattermost/prepackaged_plugins',
    '/mattermost/templates',
];
const VOLUMES = ['/mattermost/client/plugins'];

/** What mounts put in an image's place: `program` mounts hold whatever server they hold, `parts` mounts parts of a release. */
export type HiddenByMounts = {readonly program: readonly string[]; readonly parts: readonly string[]};

/** Which of these mount targets hide what the image brings. */
export function findHidden(targets: readonly string[]): HiddenByMounts {
    const clean = targets.map((target) => target.replace(/\/+$/, '') || '/');
    const program = clean.filter((target) => SERVER_PROGRAMS.some((path) => isIn(path, target)));
    const parts = clean.filter(
        (target) =>
            !program.includes(target) &&
            !VOLUMES.some((path) => isIn(target, path)) &&
            PARTS.some((path) => isIn(path, target) || isIn(target, path)),
    );
    return {program, parts};
}

function isIn(path: string, folder: string): boolean {
    return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}
