import * as z from 'zod/mini';
import type {LocalMode} from '../server/local_mode.ts';

const text = z._default(z.nullable(z.string()), '');
const flag = z._default(z.nullable(z.boolean()), false);

/** The part of the configuration that names services beside the server (server/public/model/config.go). */
const Configuration = z.object({
    FileSettings: z.object({DriverName: text, AmazonS3Endpoint: text}),
    EmailSettings: z.object({SendPushNotifications: flag, PushNotificationServer: text}),
    ElasticsearchSettings: z.object({EnableIndexing: flag, EnableSearching: flag, ConnectionURL: text}),
});

const HOSTED = /(?:^|\.)mattermost\.com$/;

/** What the server is set to use. Hosts may name a container and go no further: an address is nobody's evidence. */
export type Services = {
    readonly fileStore: {readonly driver: string; readonly host: string};
    readonly pushProxy: {readonly kind: 'off' | 'hosted' | 'own'; readonly host: string};
    readonly search: {readonly kind: 'database' | 'elasticsearch'; readonly host: string};
};

/** Services by the server's settings; undefined without local mode. Nothing else of them is read. */
export async function fetchServices(localMode: LocalMode): Promise<Services | undefined> {
    const answer = await localMode.run('config', 'show');
    const json: unknown = Array.isArray(answer?.json) ? (answer.json as readonly unknown[])[0] : answer?.json;
    const read = Configuration.safeParse(json);
    if (!read.success) {
        return undefined;
    }
    const {FileSettings: files, EmailSettings: email, ElasticsearchSettings: search} = read.data;
    const pushHost = hostOf(email.PushNotificationServer);
    return {
        fileStore: {
            driver: files.DriverName ?? '',
            host: files.DriverName === 'local' ? '' : hostOf(files.AmazonS3Endpoint),
        },
        pushProxy: {
            kind:
                email.SendPushNotifications !== true || pushHost === ''
                    ? 'off'
                    : HOSTED.test(pushHost)
                      ? 'hosted'
                      : 'own',
            host: pushHost,
        },
        search:
            search.EnableIndexing === true || search.EnableSearching === true
                ? {kind: 'elasticsearch', host: hostOf(search.ConnectionURL)}
                : {kind: 'database', host: ''},
    };
}

/** The host's name of an address with or without a scheme; empty where there is none. */
function hostOf(address: string | null): string {
    return /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/:@]+)/i.exec(address ?? '')?.[1]?.toLowerCase() ?? '';
}
