import {readFileSync} from 'node:fs';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';

const Manifest = z.object({id: z.string(), version: z.string()});

/** plugin.json is the one place for id and version; the shipped bundle carries a copy beside it. */
function readManifest(): z.infer<typeof Manifest> {
    const places = ['../../plugin.json', './plugin.json'].map((place) => new URL(place, import.meta.url));
    for (const place of places) {
        const read = Manifest.safeParse(parseJson(readText(place)));
        if (read.success) {
            return read.data;
        }
    }
    throw new Error('plugin.json is missing beside the agent');
}

function readText(place: URL): string {
    try {
        return readFileSync(place, 'utf8');
    } catch {
        return '';
    }
}

const manifest = readManifest();

/** The plugin's id, also the page's address: /admin_console/plugins/plugin_<id>. */
export const PLUGIN_ID = manifest.id;

/** The version of page and agent: they are released together. */
export const VERSION = manifest.version;
