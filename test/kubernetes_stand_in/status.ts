/** An answer: JSON, or text for a log. */
export type Answer = {readonly status: number; readonly body: object | string};

/** The API's own way to say that something did not work. */
export function makeStatus(code: number, reason: string, message: string, details?: object): Answer {
    return {
        status: code,
        body: {
            kind: 'Status',
            apiVersion: 'v1',
            metadata: {},
            status: 'Failure',
            message,
            reason,
            ...(details && {details}),
            code,
        },
    };
}
