import * as z from 'zod/mini';

const TIMEOUT_MS = 5_000;

const Ping = z.object({
    status: z.string(),
    database_status: z.optional(z.string()),
    filestore_status: z.optional(z.string()),
});

/** What a server says of itself; `database` and `fileStore` are undefined where it does not tell. */
export type PingAnswer = {
    readonly answers: boolean;
    readonly database: boolean | undefined;
    readonly fileStore: boolean | undefined;
};

/**
 * `GET /api/v4/system/ping?get_server_status=true`: the server writes and deletes a row and tests its file store. An answer that
 * is not Mattermost's (a proxy's page, a redirect) is none.
 */
export async function fetchPing(baseUrl: string): Promise<PingAnswer> {
    try {
        const response = await fetch(`${baseUrl}/api/v4/system/ping?get_server_status=true&use_rest_semantics=true`, {
            redirect: 'error',
            signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const ping = Ping.safeParse(await response.json());
        if (!ping.success) {
            return {answers: false, database: undefined, fileStore: undefined};
        }
        const {status, database_status: database, filestore_status: fileStore} = ping.data;
        return {
            answers: response.ok && status !== '',
            database: database === undefined ? undefined : database === 'OK',
            fileStore: fileStore === undefined ? undefined : fileStore === 'OK',
        };
    } catch {
        return {answers: false, database: undefined, fileStore: undefined};
    }
}
