/**
 * A field of somebody else's error, by name and type: errors from another realm or bundle are no `instanceof Error`.
 * Only codes and numbers are taken: foreign texts may quote secrets (security.md rule 16).
 */
export function readErrorCode(error: unknown): string | undefined {
    const code = readField(error, 'code');
    return typeof code === 'string' ? code : undefined;
}

/** The HTTP status an error carries under `name`, or undefined. */
export function readErrorStatus(error: unknown, name: 'statusCode' | 'status_code'): number | undefined {
    const status = readField(error, name);
    return typeof status === 'number' ? status : undefined;
}

/** The id of an error Mattermost answered with, for example `api.file.attachments.disabled.app_error`; '' where it is none. */
export function readServerErrorId(error: unknown): string {
    const id = readField(error, 'server_error_id');
    return typeof id === 'string' ? id : '';
}

/** The words of somebody else's error. May quote secrets and addresses: stays inside the agent. */
export function readErrorMessage(error: unknown): string {
    const message = readField(error, 'message');
    return typeof message === 'string' ? message : '';
}

function readField(error: unknown, name: string): unknown {
    return typeof error === 'object' && error !== null && name in error
        ? (error as Readonly<Record<string, unknown>>)[name]
        : undefined;
}
