import {gunzipSync, gzipSync} from 'node:zlib';

import type {PluginManifest} from './plugin_manifest.ts';
import {parsePluginManifest} from './plugin_manifest.ts';

const BLOCK = 512;

/** An unpacked plugin: paths are below the plugin's own folder. */
export interface PluginBundle {
    readonly manifest: PluginManifest;
    readonly files: ReadonlyMap<string, Uint8Array>;
}

function readField(block: Uint8Array, start: number, length: number): string {
    const bytes = block.subarray(start, start + length);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** Reads a plugin's .tar.gz (plugin.json at the top or in one folder); undefined when it is no plugin. */
export function readPluginBundle(bytes: Uint8Array): PluginBundle | undefined {
    let tar: Uint8Array;
    try {
        tar = gunzipSync(bytes);
    } catch {
        return undefined;
    }
    const entries = new Map<string, Uint8Array>();
    for (let at = 0; at + BLOCK <= tar.length;) {
        const header = tar.subarray(at, at + BLOCK);
        const name = readField(header, 0, 100);
        if (name === '') {
            break;
        }
        const prefix = readField(header, 345, 155);
        const size = Number.parseInt(readField(header, 124, 12).trim() || '0', 8);
        const kind = readField(header, 156, 1);
        if (kind === '0' || kind === '') {
            const path = (prefix === '' ? name : `${prefix}/${name}`).replace(/^\.\//, '');
            entries.set(path, tar.slice(at + BLOCK, at + BLOCK + size));
        }
        at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
    const manifestPath = [...entries.keys()].find((path) => /^([^/]+\/)?plugin\.json$/.test(path));
    const manifestBytes = manifestPath === undefined ? undefined : entries.get(manifestPath);
    if (manifestPath === undefined || manifestBytes === undefined) {
        return undefined;
    }
    let manifest: PluginManifest | undefined;
    try {
        manifest = parsePluginManifest(JSON.parse(new TextDecoder().decode(manifestBytes)));
    } catch {
        return undefined;
    }
    const root = manifestPath.slice(0, -'plugin.json'.length);
    const files = new Map([...entries].map(([path, content]) => [path.slice(root.length), content] as const));
    return manifest === undefined ? undefined : {manifest, files};
}

function makeHeader(path: string, size: number): Uint8Array {
    const header = new Uint8Array(BLOCK);
    const put = (start: number, text: string): void => header.set(new TextEncoder().encode(text), start);
    put(0, path);
    put(100, '0000644\0');
    put(108, '0000000\0');
    put(116, '0000000\0');
    put(124, `${size.toString(8).padStart(11, '0')}\0`);
    put(136, '00000000000\0');
    put(148, '        ');
    put(156, '0');
    put(257, 'ustar\x0000');
    const sum = header.reduce((total, byte) => total + byte, 0);
    put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
    return header;
}

/** Packs a plugin as an upload or a file store copy would be: `<id>/plugin.json` and its files, gzipped tar. */
export function packPluginBundle(manifest: PluginManifest, files: Readonly<Record<string, string>> = {}): Uint8Array {
    const content: Record<string, string> = {'plugin.json': JSON.stringify(manifest), ...files};
    const parts = Object.entries(content).flatMap(([path, text]) => {
        const bytes = new TextEncoder().encode(text);
        const padding = new Uint8Array((BLOCK - (bytes.length % BLOCK)) % BLOCK);
        return [makeHeader(`${manifest.id}/${path}`, bytes.length), bytes, padding];
    });
    return gzipSync(Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]));
}
