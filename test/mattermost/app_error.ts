/** An answer that is an error in the product's own shape: {id, message, detailed_error, request_id, status_code}. */
export class AppError extends Error {
    override readonly name = 'AppError';
    readonly status: number;
    readonly id: string;
    readonly detailed: string;

    constructor(status: number, id: string, message: string, detailed = '') {
        super(message);
        this.status = status;
        this.id = id;
        this.detailed = detailed;
    }
}

export function sessionExpired(): AppError {
    return new AppError(
        401,
        'api.context.session_expired.app_error',
        'Invalid or expired session, please login again.',
    );
}

export function permissionMissing(): AppError {
    return new AppError(403, 'api.context.permissions.app_error', 'You do not have the appropriate permissions.');
}

export function invalidParameter(name: string): AppError {
    return new AppError(400, 'api.context.invalid_param.app_error', `Invalid ${name} parameter.`);
}

export function invalidBody(name: string): AppError {
    return new AppError(400, 'api.context.invalid_body_param.app_error', `Invalid or missing ${name} in request body.`);
}
