import * as z from 'zod/mini';
import {judgeMode, parseJson} from '@fips-readiness/core';
import type {
    BuildInformation,
    ModeEvidence,
    PluginMode,
    ProofGrade,
    ScanReason,
    UnreadableReason,
} from '@fips-readiness/core';
import type {Finding} from './scan_tar.ts';
import {isServerExecutable, pluginFolder} from './wished_entry.ts';

/** One line of a scan: an executable, or a plugin that has none. */
export type ScanResult = {
    readonly path: string;
    readonly role: 'server' | 'plugin' | 'executable';
    /** The id the plugin's manifest gives, or its folder's name. A manifest proves nothing. */
    readonly plugin: string | undefined;
    /** The version the manifest gives, for people. */
    readonly version: string | undefined;
    readonly mode: PluginMode;
    readonly evidence: readonly (ModeEvidence | UnreadableReason | ScanReason)[];
    readonly grade: ProofGrade;
    readonly information: BuildInformation | undefined;
    /** Of the executable, where the scan was asked for it. */
    readonly digest?: string;
};

const Manifest = z.object({
    id: z.string(),
    version: z.optional(z.string()),
    server: z.optional(z.nullable(z.looseObject({}))),
    backend: z.optional(z.nullable(z.looseObject({}))),
});

type Manifest = z.infer<typeof Manifest>;

/** The findings of a scan, judged: one result an executable, one for a plugin without any; sorted by path. */
export function makeScanReport(findings: ReadonlyMap<string, Finding>): readonly ScanResult[] {
    const manifests = new Map<string, Manifest | undefined>();
    for (const [path, finding] of findings) {
        const folder = pluginFolder(path);
        if (folder !== undefined && finding.kind === 'text' && isOutermost(folder, findings)) {
            manifests.set(folder, manifests.get(folder) ?? readManifest(finding.text));
        }
    }
    const results = [...findings].flatMap(([path, finding]) => judge(path, finding, manifests));
    const withCode = new Set(results.map(({path}) => pluginFolder(path)));
    const others = [...manifests]
        .filter(([folder]) => !withCode.has(folder))
        .map(([folder, manifest]) => judgeWithoutExecutable(folder, manifest));
    return [...results, ...others].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** A single file's answer, judged. */
function judgeExecutable(path: string, finding: Finding, plugin?: string, version?: string): ScanResult {
    const role = isServerExecutable(path) ? 'server' : pluginFolder(path) === undefined ? 'executable' : 'plugin';
    const whole = finding.kind === 'executable' ? finding.whole : undefined;
    const base = {
        path,
        role,
        plugin,
        version,
        ...(whole && {digest: whole.digest}),
    } as const;
    if (finding.kind !== 'executable' || finding.answer.code !== 'found') {
        const reason =
            finding.kind !== 'executable'
                ? finding.kind === 'archive'
                    ? 'archive_damaged'
                    : 'link'
                : finding.answer.code === 'unreadable'
                  ? finding.answer.reason
                  : 'unusual_layout';
        const evidence = [reason, ...(whole?.namesOpenSsl === true ? (['names_openssl'] as const) : [])] as const;
        return {...base, mode: 'unknown', evidence, grade: 'nothing', information: undefined};
    }
    const {information} = finding.answer;
    return {...base, ...judgeMode(information, whole?.namesOpenSsl), information};
}

function judge(
    path: string,
    finding: Finding,
    manifests: ReadonlyMap<string, Manifest | undefined>,
): readonly ScanResult[] {
    if (finding.kind === 'text' || (finding.kind === 'archive' && finding.outcome === 'done')) {
        return [];
    }
    const folder = pluginFolder(path);
    if (folder === undefined) {
        return [judgeExecutable(path, finding)];
    }
    const manifest = manifests.get(folder);
    return [judgeExecutable(path, finding, manifest?.id ?? lastPart(folder), manifest?.version)];
}

function judgeWithoutExecutable(path: string, manifest: Manifest | undefined): ScanResult {
    const {id = lastPart(path), version} = manifest ?? {};
    const base = {path, role: 'plugin', plugin: id, version, information: undefined} as const;
    if (manifest && !manifest.server && !manifest.backend) {
        return {...base, mode: 'no_server_code', evidence: ['no_server_part'], grade: 'declares'};
    }
    const reason = manifest ? 'executable_missing' : 'manifest_unreadable';
    return {...base, mode: 'unknown', evidence: [reason], grade: 'nothing'};
}

function readManifest(text: string): Manifest | undefined {
    const read = Manifest.safeParse(parseJson(text));
    return read.success ? read.data : undefined;
}

/** A manifest below another plugin's folder is one of its files, not a plugin. */
function isOutermost(folder: string, findings: ReadonlyMap<string, Finding>): boolean {
    const parts = folder.split('/');
    return !parts.some((_, count) =>
        count > 0 && count < parts.length
            ? ['json', 'yml', 'yaml'].some((end) => findings.has(`${parts.slice(0, count).join('/')}/plugin.${end}`))
            : false,
    );
}

function lastPart(folder: string): string {
    return folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('!')) + 1);
}
