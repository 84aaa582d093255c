import type {Wish} from './scan_tar.ts';

const SERVER = /(?:^|\/)(?:mattermost\/bin|usr\/bin|bin)\/mattermost$/;
/** What the server starts on Linux: `server.executables` of the manifest, by Mattermost's build template. */
const PLUGIN = /(?:^|\/|!)server\/(?:[^!]*\/)?plugin-linux-[^/!]+$/;
const MANIFEST = /(?:^|\/|!)plugin\.(?:json|ya?ml)$/;
/** Bundles in the image (prepackaged) and in a local file store. */
const BUNDLE = /(?:^|\/)(?:prepackaged_plugins|data\/plugins)\/[^/!]+\.t(?:ar\.)?gz$/;

/** What a scan wants of a path, of whichever folder, archive or image. */
export function wishFor(path: string): Wish {
    if (isServerExecutable(path) || PLUGIN.test(path)) {
        return 'executable';
    }
    return BUNDLE.test(path) ? 'archive' : MANIFEST.test(path) ? 'text' : undefined;
}

export function isServerExecutable(path: string): boolean {
    return SERVER.test(path) && !path.includes('!');
}

/** The plugin's folder, or `archive!` and the folder in it; undefined for what belongs to no plugin. */
export function pluginFolder(path: string): string | undefined {
    if (PLUGIN.test(path)) {
        return path.slice(0, path.lastIndexOf('server/')).replace(/\/$/, '');
    }
    return MANIFEST.test(path) ? path.slice(0, path.lastIndexOf('plugin.')).replace(/\/$/, '') : undefined;
}
