import {isDeepStrictEqual} from 'node:util';
import type {ContainerDetails, ImageDetails} from '../engine/engine.ts';

const SHORT_ID = /^[0-9a-f]{12}$/;
/** What Compose notes for itself: digests of its own files, the image, the container it replaced. */
const COMPOSE_LABEL = 'com.docker.compose.';
/** The engine names a volume nobody named by 64 hex digits. */
const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;

type Images = {readonly old: ImageDetails | undefined; readonly next: ImageDetails | undefined};

/**
 * Names of settings in which two containers differ although neither's image brings it (security.md rule 12): the new one may
 * differ from the old one in its image and in the variables of the plan, and in nothing else. Names only, never values.
 */
export function findInspectDifferences(
    before: ContainerDetails,
    after: ContainerDetails,
    images: Images,
    allowedVariables: readonly string[],
): readonly string[] {
    const variables = [...new Set([...before.environment.keys(), ...after.environment.keys()])].filter(
        (name) =>
            !allowedVariables.includes(name) &&
            differs(
                [before.environment.get(name), after.environment.get(name)],
                [images.old?.environment.get(name), images.next?.environment.get(name)],
            ),
    );
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
        ['networks', describeNetworks(before), describeNetworks(after)],
        ['network_mode', before.networkMode, after.networkMode],
        ['published_ports', before.published, after.published],
        ['restart_policy', before.restartPolicy, after.restartPolicy],
        ['name_lookup', before.nameLookup, after.nameLookup],
        ['confinement', before.confinement, after.confinement],
    ];
    const labels = [...new Set([...Object.keys(before.labels), ...Object.keys(after.labels)])].filter(
        (name) =>
            !name.startsWith(COMPOSE_LABEL) &&
            differs([before.labels[name], after.labels[name]], [images.old?.labels[name], images.next?.labels[name]]),
    );
    return [
        ...variables.sort().map((name) => `variable ${name}`),
        ...labels.sort().map((name) => `label ${name}`),
        ...findMountDifferences(before, after).map((target) => `mount ${target}`),
        ...(differs([before.user, after.user], [images.old?.user, images.next?.user]) ? ['user'] : []),
        ...(differs([before, after].map(printCommand), [images.old, images.next].map(printCommand)) ? ['command'] : []),
        ...pairs.flatMap(([name, first, second]) => (JSON.stringify(first) === JSON.stringify(second) ? [] : [name])),
        ...findSettingDifferences(before, after, images),
    ];
}

/** Paths the engine hides from a container: a newer engine hides more, and only fewer are a difference. */
const HIDDEN_PATHS = ['HostConfig.MaskedPaths', 'HostConfig.ReadonlyPaths'];

/** Every other setting, by the engine's own name for it. */
function findSettingDifferences(
    before: ContainerDetails,
    after: ContainerDetails,
    {old, next}: Images,
): readonly string[] {
    const names = [...new Set([...Object.keys(before.settings), ...Object.keys(after.settings)])].sort();
    return names.filter((name) => {
        const [first, second] = [before.settings[name], after.settings[name]];
        if (HIDDEN_PATHS.includes(name)) {
            return asList(first).some((path) => !asList(second).includes(path));
        }
        const own = [subtract(first, old?.settings[name]), subtract(second, next?.settings[name])] as const;
        return !isDeepStrictEqual(first, second) && !isDeepStrictEqual(...own);
    });
}

function asList(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? (value as unknown[]) : [];
}

/** A container's value without what its image brings: the whole of it, or entry by entry. */
function subtract(value: unknown, brought: unknown): unknown {
    if (isDeepStrictEqual(value, brought)) {
        return undefined;
    }
    if (!isEntries(value) || !isEntries(brought)) {
        return value;
    }
    const own = Object.entries(value).filter(([name, entry]) => !isDeepStrictEqual(entry, brought[name]));
    return own.length === 0 ? undefined : Object.fromEntries(own);
}

function isEntries(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Two values differ, and not just because each container has what its image brings. */
function differs(
    [before, after]: readonly (string | undefined)[],
    [old, next]: readonly (string | undefined)[],
): boolean {
    return before !== after && !(before === old && after === next);
}

function printCommand(one: {readonly command: readonly string[]} | undefined): string | undefined {
    return one && JSON.stringify(one.command);
}

/** A volume nobody named that only the new container has is one its image declares; one that was there before holds data. */
function findMountDifferences(before: ContainerDetails, after: ContainerDetails): readonly string[] {
    const byTarget = ({mounts}: ContainerDetails) =>
        new Map(mounts.map((mount) => [mount.target, `${mount.type} ${mount.source} ${mount.writable}`]));
    const [old, next] = [byTarget(before), byTarget(after)];
    const added = after.mounts.filter(
        ({type, source, target}) => !old.has(target) && !(type === 'volume' && ANONYMOUS_VOLUME.test(source)),
    );
    return [
        ...[...old.keys()].filter((target) => old.get(target) !== next.get(target)),
        ...added.map(({target}) => target),
    ].sort();
}

/** Compose adds the container's own short id as an alias, and an address is given anew unless it is fixed. */
function describeNetworks({networks, name}: ContainerDetails): readonly string[] {
    return networks
        .map((network) => {
            const aliases = network.aliases.filter((alias) => !SHORT_ID.test(alias) && alias !== name);
            const address = network.fixedAddress ? network.address : '';
            return `${network.name} ${address} ${[...new Set(aliases)].sort().join()}`;
        })
        .sort();
}
