import {makeFaults} from '../faults.ts';
import type {Faults} from '../faults.ts';
import type {World} from '../world_shape.ts';
import type {Environment} from './home.ts';

/** How a broken image starts, by STAND_IN_FAULT; its other commands (`version`, `db version`) are well. */
export interface StartFault {
    readonly startsAfterMs: number;
    readonly faults: Partial<Faults>;
    readonly health: Partial<World['health']>;
}

const broken = (path: string, status: number): Partial<Faults> => ({
    answers: [{path, status, html: '<html><body>broken</body></html>'}],
});

/** Reads the fault an image was made with. Throws for `exits`, as a server that ends by itself at its start. */
export function readFault(environment: Environment): StartFault {
    const none: StartFault = {startsAfterMs: 0, faults: makeFaults(), health: {}};
    switch (environment['STAND_IN_FAULT'] ?? '') {
        case '':
            return none;
        case 'exits':
            process.stdout.write('panic: openssl: HMAC key too short\n');
            return process.exit(2);
        case 'silent':
            return {...none, startsAfterMs: 3_600_000};
        case 'slow':
            return {...none, startsAfterMs: 4_000};
        case 'api_500':
            return {...none, faults: broken('/api/v4/', 500)};
        case 'web_app_dead':
            return {...none, faults: broken('/static/main', 404)};
        case 'database_down':
            return {...none, health: {database: 'UNHEALTHY'}};
        default:
            throw new Error(`no such fault: ${environment['STAND_IN_FAULT']}`);
    }
}
