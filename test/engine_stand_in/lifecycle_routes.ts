import {once} from 'node:events';
import * as z from 'zod/mini';
import {parseJson} from '@fips-readiness/core';
import {connectNetwork, createContainer} from './create_container.ts';
import {isAlive, removeContainer, startContainer, stopContainer} from './lifecycle.ts';
import {findContainer, findImage} from './lookup.ts';
import {attachTo, printLogs} from './output.ts';
import {pullImage, tagImage} from './pull.ts';
import {EngineRefusal} from './refusal.ts';
import {RAW_STREAM} from './route.ts';
import type {Answer, Match, Route} from './route.ts';

const NetworkRequest = z.object({Container: z.string()});

/** The calls that make, start, end and remove containers, and those that bring images. */
export const LIFECYCLE_ROUTES: readonly Route[] = [
    [
        'POST',
        '/containers/create',
        ({state, query, body}) => ({
            status: 201,
            json: {Id: createContainer(state, query.get('name') ?? '', body.toString('utf8')).id, Warnings: []},
        }),
    ],
    [
        'POST',
        '/containers/*/start',
        ({state, name}) => ({status: startContainer(state, findContainer(state, name)) ? 204 : 304}),
    ],
    [
        'POST',
        '/containers/*/stop',
        ({state, name}) => ({status: stopContainer(state, findContainer(state, name)) ? 204 : 304}),
    ],
    ['POST', '/containers/*/wait', waitForEnd],
    ['POST', '/containers/*/rename', renameContainer],
    [
        'POST',
        '/containers/*/attach',
        ({state, name}) => ({status: 200, stream: attachTo(state, findContainer(state, name)), type: RAW_STREAM}),
    ],
    [
        'GET',
        '/containers/*/logs',
        ({state, name, query}) => ({
            status: 200,
            bytes: printLogs(findContainer(state, name), query.get('tail')),
            type: RAW_STREAM,
        }),
    ],
    [
        'DELETE',
        '/containers/*',
        ({state, name, query}) => {
            const [isForced, withVolumes] = [isSet(query, 'force'), isSet(query, 'v')];
            removeContainer(state, findContainer(state, name), {isForced, withVolumes});
            return {status: 204};
        },
    ],
    ['POST', '/networks/*/connect', connect],
    [
        'POST',
        '/images/create',
        ({state, query}) => ({
            status: 200,
            stream: pullImage(state, query.get('fromImage') ?? '', query.get('tag') ?? ''),
            type: 'application/json',
        }),
    ],
    [
        'POST',
        '/images/*/tag',
        ({state, name, query}) => {
            tagImage(state, findImage(state, name), `${query.get('repo') ?? ''}:${query.get('tag') ?? 'latest'}`);
            return {status: 201};
        },
    ],
];

async function waitForEnd({state, name}: Match): Promise<Answer> {
    const container = findContainer(state, name);
    if (isAlive(container)) {
        await once(state.events, `end ${container.id}`);
    }
    return {status: 200, json: {StatusCode: container.state.exitCode, Error: null}};
}

function renameContainer({state, name, query}: Match): Answer {
    const container = findContainer(state, name);
    const wanted = query.get('name') ?? '';
    const namesake = [...state.containers.values()].find((one) => one.name === wanted);
    if (namesake) {
        throw new EngineRefusal(
            409,
            `Conflict. The container name "/${wanted}" is already in use by container "${namesake.id}". You have to remove (or rename) that container to be able to reuse that name.`,
        );
    }
    container.name = wanted;
    return {status: 204};
}

function connect({state, name, body}: Match): Answer {
    const request = NetworkRequest.safeParse(parseJson(body.toString('utf8')));
    if (!request.success) {
        throw new EngineRefusal(400, 'bad parameter');
    }
    connectNetwork(state, findContainer(state, request.data.Container), name);
    return {status: 200};
}

function isSet(query: URLSearchParams, name: string): boolean {
    return ['1', 'true'].includes(query.get(name) ?? '');
}
