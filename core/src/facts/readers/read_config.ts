import * as z from 'zod/mini';
import {makeFact} from '../fact.ts';
import type {FactSource} from '../fact.ts';
import type {FactKey, Facts, FactValue} from '../facts.ts';
import {FIPS_MINIMUM_SECRET_BYTES} from '../../values/thresholds.ts';
import {judgeSecretLength} from '../secret_length.ts';

const text = z._default(z.nullable(z.string()), '');
const flag = z._default(z.nullable(z.boolean()), false);
const list = z._default(z.nullable(z.array(z.string())), []);

/** The part of Mattermost's configuration the checks look at (server/public/model/config.go). Secrets may be masked. */
const Config = z.object({
    ServiceSettings: z.object({
        ConnectionSecurity: text,
        TLSMinVer: text,
        TLSOverwriteCiphers: list,
        SessionLengthWebInHours: z._default(z.nullable(z.number()), 720),
        SessionLengthMobileInHours: z._default(z.nullable(z.number()), 720),
        ExtendSessionLengthWithActivity: flag,
    }),
    PasswordSettings: z.object({MinimumLength: z.number()}),
    ImageProxySettings: z.object({Enable: flag, ImageProxyType: text, RemoteImageProxyOptions: text}),
    SamlSettings: z.object({Enable: flag, SignatureAlgorithm: text}),
    ConnectedWorkspacesSettings: z._default(z.object({EnableSharedChannels: flag, EnableRemoteClusterService: flag}), {
        EnableSharedChannels: false,
        EnableRemoteClusterService: false,
    }),
    FileSettings: z.object({
        DriverName: text,
        ExtractContent: flag,
        AmazonS3SecretAccessKey: text,
        AmazonS3SignV2: flag,
        AmazonS3SSL: flag,
    }),
    PluginSettings: z.object({
        Enable: flag,
        EnableUploads: flag,
        AutomaticPrepackagedPlugins: flag,
        RequirePluginSignature: flag,
        EnableMarketplace: flag,
    }),
    EmailSettings: z.object({SendEmailNotifications: flag, ConnectionSecurity: text, SMTPServer: text}),
    LdapSettings: z.object({Enable: flag, ConnectionSecurity: text}),
    ElasticsearchSettings: z.object({EnableIndexing: flag, ConnectionURL: text}),
    CacheSettings: z._default(z.object({CacheType: text}), {CacheType: ''}),
    ClusterSettings: z.object({Enable: flag}),
});

/** The facts that stand or fall with the server's configuration: what `readConfigFacts` gives. */
export const CONFIG_FACTS = [
    'password_policy',
    'image_proxy',
    'saml',
    'tls_listener',
    'tls_peers',
    'file_store',
    'shared_channels',
    'plugin_settings',
    'email',
] as const satisfies readonly FactKey[];

/** The password settings an administrator can pin by the container's environment. */
export const MINIMUM_LENGTH_VARIABLE = 'MM_PASSWORDSETTINGS_MINIMUMLENGTH';

/** The shortest S3 secret: signature V4 keys its HMAC with "AWS4" + secret, V2 with the bare secret. */
export const S3_KEY_MINIMUM_BYTES = FIPS_MINIMUM_SECRET_BYTES - 4;

/**
 * Facts out of the server's configuration, whoever read it: masked by the API (page) or unmasked by local mode (agent).
 * Undefined where it is no Mattermost configuration.
 */
export function readConfigFacts(
    outside: unknown,
    seen: {readonly source: FactSource; readonly observedAt: string; readonly minimumLengthSetByEnvironment: boolean},
): Required<Pick<Facts, (typeof CONFIG_FACTS)[number]>> | undefined {
    const read = Config.safeParse(outside);
    if (!read.success) {
        return undefined;
    }
    const config = read.data;
    const fact = <T>(value: T) => makeFact(value, seen.source, seen.observedAt);
    const {FileSettings: files, ServiceSettings: service, PluginSettings: plugins} = config;
    return {
        password_policy: fact({
            minimumLength: config.PasswordSettings.MinimumLength,
            setByEnvironment: seen.minimumLengthSetByEnvironment,
        }),
        image_proxy: fact({
            enabled: config.ImageProxySettings.Enable === true,
            kind: config.ImageProxySettings.ImageProxyType ?? '',
            secret: judgeSecretLength(config.ImageProxySettings.RemoteImageProxyOptions),
        }),
        saml: fact({
            enabled: config.SamlSettings.Enable === true,
            signatureAlgorithm: config.SamlSettings.SignatureAlgorithm ?? '',
        }),
        tls_listener: fact({
            enabled: service.ConnectionSecurity === 'TLS',
            minimumVersion: service.TLSMinVer ?? '',
            ciphers: service.TLSOverwriteCiphers ?? [],
        }),
        tls_peers: fact(readPeers(config)),
        file_store: fact({
            driver: files.DriverName ?? '',
            secret: judgeSecretLength(
                files.AmazonS3SecretAccessKey,
                files.AmazonS3SignV2 === true ? undefined : S3_KEY_MINIMUM_BYTES,
            ),
            signatureV2: files.AmazonS3SignV2 === true,
            extractContent: files.ExtractContent === true,
        }),
        shared_channels: fact({enabled: config.ConnectedWorkspacesSettings.EnableRemoteClusterService === true}),
        plugin_settings: fact({
            enabled: plugins.Enable === true,
            uploads: plugins.EnableUploads === true,
            automaticPrepackaged: plugins.AutomaticPrepackagedPlugins === true,
            requireSignature: plugins.RequirePluginSignature === true,
            marketplace: plugins.EnableMarketplace === true,
        }),
        email: fact({enabled: config.EmailSettings.SendEmailNotifications === true}),
    };
}

/**
 * The longest time a signed-in user goes without typing a password, in hours, and whether a session in use is extended beyond
 * it; undefined for no configuration.
 */
export function readSessionLength(
    outside: unknown,
): Pick<FactValue<'local_accounts'>, 'sessionHours' | 'extended'> | undefined {
    const read = Config.safeParse(outside);
    if (!read.success) {
        return undefined;
    }
    const {
        SessionLengthWebInHours: web,
        SessionLengthMobileInHours: mobile,
        ExtendSessionLengthWithActivity: extended,
    } = read.data.ServiceSettings;
    return {sessionHours: Math.max(web ?? 0, mobile ?? 0), extended: extended === true};
}

/** Whether the configuration turns clustering on; undefined for no configuration. */
export function readClusterEnabled(outside: unknown): boolean | undefined {
    const read = Config.safeParse(outside);
    return read.success ? read.data.ClusterSettings.Enable === true : undefined;
}

function readPeers(config: z.infer<typeof Config>): FactValue<'tls_peers'> {
    const peers: FactValue<'tls_peers'> = [];
    if (config.EmailSettings.SMTPServer !== '' && /TLS/.test(config.EmailSettings.ConnectionSecurity ?? '')) {
        peers.push('smtp');
    }
    if (config.LdapSettings.Enable === true && config.LdapSettings.ConnectionSecurity !== '') {
        peers.push('ldap');
    }
    if (config.FileSettings.DriverName === 'amazons3' && config.FileSettings.AmazonS3SSL === true) {
        peers.push('s3');
    }
    const search = config.ElasticsearchSettings;
    if (search.EnableIndexing === true && search.ConnectionURL?.startsWith('https:') === true) {
        peers.push('elasticsearch');
    }
    if (config.CacheSettings.CacheType === 'redis') {
        peers.push('redis');
    }
    if (config.SamlSettings.Enable === true) {
        peers.push('saml_idp');
    }
    return peers;
}
