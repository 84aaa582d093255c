import * as z from 'zod/mini';

const Texts = z._default(z.nullable(z.array(z.string())), []);
const Pairs = z._default(z.nullable(z.record(z.string(), z.string())), {});
const Keys = z._default(z.nullable(z.record(z.string(), z.unknown())), {});

/** What images and containers are both described by. A field not named here is the admin's, and goes through as it is. */
export const RunConfig = z.looseObject({
    Hostname: z._default(z.string(), ''),
    Env: Texts,
    Cmd: Texts,
    Entrypoint: Texts,
    Shell: Texts,
    User: z._default(z.string(), ''),
    WorkingDir: z._default(z.string(), ''),
    StopSignal: z._default(z.string(), ''),
    Labels: Pairs,
    ExposedPorts: Keys,
    Volumes: Keys,
    Healthcheck: Keys,
});
export type RunConfig = z.infer<typeof RunConfig>;

const Endpoint = z.object({
    NetworkID: z._default(z.string(), ''),
    MacAddress: z._default(z.string(), ''),
    Aliases: Texts,
    Links: Texts,
    IPAMConfig: Keys,
    DriverOpts: Pairs,
    GwPriority: z._default(z.number(), 0),
});
export type Endpoint = z.infer<typeof Endpoint>;

/** GET /containers/{id}/json, for making another container like it. */
export const CloneSource = z.object({
    Id: z.string(),
    Image: z.string(),
    Config: RunConfig,
    HostConfig: z.looseObject({
        NetworkMode: z._default(z.string(), 'default'),
        UTSMode: z._default(z.string(), ''),
        Binds: Texts,
        Mounts: z._default(
            z.nullable(z.array(z.looseObject({Source: z._default(z.string(), ''), Target: z.string()}))),
            [],
        ),
    }),
    Mounts: z._default(
        z.array(
            z.object({
                Type: z.string(),
                Name: z._default(z.string(), ''),
                Destination: z.string(),
                RW: z._default(z.boolean(), true),
            }),
        ),
        [],
    ),
    NetworkSettings: z.object({Networks: z._default(z.nullable(z.record(z.string(), Endpoint)), {})}),
});
export type CloneSource = z.infer<typeof CloneSource>;

/** GET /images/{name}/json: what the image brings. */
export const CloneImage = z.object({Config: z._default(z.nullable(RunConfig), null)});
