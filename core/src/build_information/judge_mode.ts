import type {BuildInformation, BuildSetting} from './build_information.ts';

/** What an executable's build information says for or against FIPS. Permanent codes. */
export const MODE_EVIDENCE = [
    'tag_requirefips',
    'experiment_systemcrypto',
    'experiment_opensslcrypto',
    'experiment_strictfipsruntime',
    'experiment_other_crypto',
    'tag_crypto_backend',
    'go_fips140_module',
    'go_fips140_on',
    'go_fips140_off',
    'openssl_dependency',
    'names_openssl',
    'cgo_enabled',
    'toolchain_microsoft',
    'toolchain_golang_fips',
    'toolchain_modified',
    'settings_absent',
    'settings_contradict',
    'no_fips_setting',
] as const;

export type ModeEvidence = (typeof MODE_EVIDENCE)[number];

/** What a plugin's executables prove; `no_server_code` where it has none (design.md, Words). Permanent codes. */
export const PLUGIN_MODES = ['fips', 'non_fips', 'no_server_code', 'unknown'] as const;
export type PluginMode = (typeof PLUGIN_MODES)[number];

/** What one executable proves: none can say that there is none. */
export type ExecutableMode = Exclude<PluginMode, 'no_server_code'>;

/**
 * `matches_image`: it declares, and its bytes are those a pinned image brings, which is found by comparing them, not here. `declares`:
 * the executable says so of itself, as any program could. `nothing`: it does not tell. Words under `evidence.grade.<code>`.
 */
export const PROOF_GRADES = ['matches_image', 'declares', 'nothing'] as const;
export type ProofGrade = (typeof PROOF_GRADES)[number];

export type ModeJudgement = {
    readonly mode: ExecutableMode;
    readonly evidence: readonly ModeEvidence[];
    readonly grade: ProofGrade;
};

/**
 * Experiments by which Go builds leave the standard cryptography, and denials of them (Microsoft build of Go and golang-fips;
 * Go source: internal/goexperiment). Those below by name are judged by themselves.
 */
const OTHER_CRYPTO = /^(?:no)?(?:systemcrypto|opensslcrypto|cngcrypto|darwincrypto|boringcrypto|strictfipsruntime)$/;

/** `systemcrypto` is OpenSSL on Linux; before it had that name it was asked for as `opensslcrypto` (Microsoft build of Go, FIPS README). */
const NAMED_EXPERIMENTS = ['systemcrypto', 'opensslcrypto', 'strictfipsruntime'] as const;

/** The same asked for by a tag, which leaves parts of the toolchain as they are. */
const BACKEND_TAG = /^(?:goexperiment\.(?:systemcrypto|opensslcrypto|boringcrypto)|strictfipsruntime)$/;

/** A release of Go itself; other toolchains write more behind the number. `X:` names experiments. */
const RELEASE = /^go1(?:\.\d+){1,2}(?:(?:rc|beta)\d+)?(?:[ -]X:[\w,]+)?$/;

/** Toolchains that call OpenSSL, by what they write behind the number; golang-fips is Red Hat's. */
const TOOLCHAINS = {toolchain_microsoft: /microsoft/i, toolchain_golang_fips: /red hat|fips/i} as const;

const OPENSSL_MODULES = /^github\.com\/(?:golang-fips|microsoft)\/(?:go-crypto-)?openssl(?:\/|$)/;

/**
 * The mode an executable's build information declares. Mattermost's FIPS builds have the tag `requirefips` and the
 * experiment `systemcrypto` (Mattermost's release.mk and the plugins' fips.mk check the same); Go's own way is a frozen
 * module (GOFIPS140) switched on by its default GODEBUG. Half of either, or a toolchain that may bring another
 * cryptography without a setting, is unknown: golang-fips asks the host when the program starts. `namesOpenSsl`: a string in it,
 * found outside the build information, names an OpenSSL binding; that says what a program holds, not what it does, and makes nothing FIPS.
 */
export function judgeMode(information: BuildInformation, namesOpenSsl = false): ModeJudgement {
    const {settings, dependencies, goVersion} = information;
    const evidence = new Set<ModeEvidence>();
    const note = (code: ModeEvidence, seen: boolean): boolean => {
        if (seen) {
            evidence.add(code);
        }
        return seen;
    };
    const judged = (mode: ExecutableMode): ModeJudgement => ({
        mode,
        evidence: MODE_EVIDENCE.filter((code) => evidence.has(code)),
        grade: mode === 'unknown' ? 'nothing' : 'declares',
    });
    const experiments = splitList(valueOf(settings, 'GOEXPERIMENT'));
    const tags = splitList(valueOf(settings, '-tags'));
    const debug = splitList(valueOf(settings, 'DefaultGODEBUG'));
    const frozen = valueOf(settings, 'GOFIPS140') ?? 'off';

    note('cgo_enabled', valueOf(settings, 'CGO_ENABLED') === '1');
    const required = note('tag_requirefips', tags.includes('requirefips'));
    const [system, opensslBackend, strict] = NAMED_EXPERIMENTS.map((name) =>
        note(`experiment_${name}`, experiments.includes(name)),
    );
    const other = note(
        'experiment_other_crypto',
        experiments.some((one) => NAMED_EXPERIMENTS.every((name) => name !== one) && OTHER_CRYPTO.test(one)),
    );
    const byTag = note(
        'tag_crypto_backend',
        tags.some((tag) => BACKEND_TAG.test(tag)),
    );
    const module = note('go_fips140_module', frozen !== 'off');
    const on = note('go_fips140_on', debug.includes('fips140=on') || debug.includes('fips140=only'));
    const off = note('go_fips140_off', debug.includes('fips140=off'));
    const openssl = note('openssl_dependency', dependencies.some(isOpenSsl));
    note('names_openssl', namesOpenSsl);
    const modified = note('toolchain_modified', !RELEASE.test(goVersion));
    for (const code of ['toolchain_microsoft', 'toolchain_golang_fips'] as const) {
        note(code, modified && TOOLCHAINS[code].test(goVersion));
    }

    if (note('settings_absent', !settings.some(({key}) => key === '-compiler'))) {
        return judged('unknown');
    }
    if (note('settings_contradict', contradicts(settings))) {
        return judged('unknown');
    }
    const backend = system || opensslBackend;
    if (required && backend) {
        return judged(other || strict || off ? 'unknown' : 'fips');
    }
    const anotherWay = required || backend || strict || other || byTag;
    if (module && on && /^v\d/.test(frozen) && !anotherWay && !off) {
        return judged('fips');
    }
    if (anotherWay || module || on || openssl || namesOpenSsl || modified) {
        return judged('unknown');
    }
    note('no_fips_setting', true);
    return judged('non_fips');
}

function valueOf(settings: readonly BuildSetting[], key: string): string | undefined {
    return settings.find((setting) => setting.key === key)?.value;
}

function splitList(value: string | undefined): readonly string[] {
    return (value ?? '').split(/[\s,]+/).filter((one) => one !== '');
}

/** The go command writes each key once. */
function contradicts(settings: readonly BuildSetting[]): boolean {
    return new Set(settings.map(({key}) => key)).size < settings.length;
}

function isOpenSsl({path, replacement}: BuildInformation['dependencies'][number]): boolean {
    return OPENSSL_MODULES.test(path) || OPENSSL_MODULES.test(replacement?.path ?? '');
}
