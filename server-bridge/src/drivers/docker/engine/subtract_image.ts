import {isDeepStrictEqual} from 'node:util';
import type {RunConfig} from './clone_schema.ts';

/**
 * A container's configuration without what its image brings, so that another image's own comes through. `inspect` answers
 * both together; what the admin set to the image's very value cannot be told from it.
 */
export function subtractImage(config: RunConfig, image: RunConfig): RunConfig {
    const unless = <T>(value: T, brought: T, nothing: T): T => (isDeepStrictEqual(value, brought) ? nothing : value);
    return {
        ...config,
        Env: (config.Env ?? []).filter((line) => !(image.Env ?? []).includes(line)),
        ...subtractCommand(config, image),
        Shell: unless(config.Shell, image.Shell, null),
        User: unless(config.User, image.User, ''),
        WorkingDir: unless(config.WorkingDir, image.WorkingDir, ''),
        StopSignal: unless(config.StopSignal, image.StopSignal, ''),
        Labels: subtractEntries(config.Labels ?? {}, image.Labels ?? {}),
        ExposedPorts: subtractEntries(config.ExposedPorts ?? {}, image.ExposedPorts ?? {}),
        Volumes: subtractEntries(config.Volumes ?? {}, image.Volumes ?? {}),
        // The engine fills in each part that is not set: so may the interval be the admin's and the test the image's.
        Healthcheck: subtractEntries(config.Healthcheck ?? {}, image.Healthcheck ?? {}),
        OnBuild: null,
        ArgsEscaped: false,
    };
}

/** The engine takes an image's arguments only with the image's own entry point. An entry point of `''` is none at all. */
function subtractCommand(config: RunConfig, image: RunConfig): Pick<RunConfig, 'Entrypoint' | 'Cmd'> {
    const [entrypoint, brought] = [config.Entrypoint ?? [], image.Entrypoint ?? []];
    const [args, broughtArgs] = [config.Cmd ?? [], image.Cmd ?? []];
    if (!isDeepStrictEqual(entrypoint, brought)) {
        return {Entrypoint: entrypoint.length === 0 ? [''] : entrypoint, Cmd: args};
    }
    if (isDeepStrictEqual(args, broughtArgs)) {
        return {Entrypoint: null, Cmd: null};
    }
    return {Entrypoint: args.length === 0 ? entrypoint : null, Cmd: args};
}

function subtractEntries<T>(
    entries: Readonly<Record<string, T>>,
    brought: Readonly<Record<string, T>>,
): Record<string, T> {
    return Object.fromEntries(
        Object.entries(entries).filter(
            ([name, value]) => !(name in brought && isDeepStrictEqual(value, brought[name])),
        ),
    );
}
