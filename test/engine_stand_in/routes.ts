import {Readable} from 'node:stream';
import {getEntry, packEntry, printPathStat, unpackInto} from './archive.ts';
import type {EngineState} from './engine_state.ts';
import {createExec, findExec, runExec, viewExec} from './exec.ts';
import {LIFECYCLE_ROUTES} from './lifecycle_routes.ts';
import {findContainer, findImage} from './lookup.ts';
import {printRawStream} from './raw_stream.ts';
import {EngineRefusal} from './refusal.ts';
import {findManifest} from './registry.ts';
import {RAW_STREAM} from './route.ts';
import type {Answer, Call, Match, Route} from './route.ts';
import {viewContainer, viewContainerLine} from './view_container.ts';
import {API_VERSION, viewInfo, viewVersion} from './view_engine.ts';
import {viewImage} from './view_image.ts';

const STAT_HEADER = 'X-Docker-Container-Path-Stat';

/** The calls that read, and those that change nothing but files and execs. */
const ROUTES: readonly Route[] = [
    ['GET', '/_ping', () => ({status: 200, bytes: Buffer.from('OK'), type: 'text/plain; charset=utf-8'})],
    ['HEAD', '/_ping', () => ({status: 200})],
    ['GET', '/info', ({state}) => ({status: 200, json: viewInfo(state)})],
    ['GET', '/version', ({state}) => ({status: 200, json: viewVersion(state)})],
    ['GET', '/containers/json', listContainers],
    [
        'GET',
        '/containers/*/json',
        ({state, name}) => ({status: 200, json: viewContainer(state, findContainer(state, name))}),
    ],
    ['GET', '/images/*/json', ({state, name}) => ({status: 200, json: viewImage(findImage(state, name))})],
    ['GET', '/distribution/*/json', inspectDistribution],
    [
        'POST',
        '/containers/*/exec',
        ({state, name, body}) => ({
            status: 201,
            json: {Id: createExec(state, findContainer(state, name), body.toString('utf8')).id},
        }),
    ],
    [
        'POST',
        '/exec/*/start',
        ({state, name}) => ({
            status: 200,
            bytes: printRawStream(runExec(state, findExec(state, name))),
            type: RAW_STREAM,
        }),
    ],
    ['GET', '/exec/*/json', ({state, name}) => ({status: 200, json: viewExec(findExec(state, name))})],
    ['HEAD', '/containers/*/archive', statArchive],
    ['GET', '/containers/*/archive', readArchive],
    [
        'PUT',
        '/containers/*/archive',
        async ({state, name, query, body}) => {
            await unpackInto(state, findContainer(state, name), query.get('path') ?? '', Readable.from([body]));
            return {status: 200};
        },
    ],
];

/** Answers one call; refusals are answers too. */
export async function answerCall(state: EngineState, {method, url, body}: Call): Promise<Answer> {
    try {
        const {pathname, searchParams} = new URL(url, 'http://engine');
        const path = stripVersion(pathname);
        failOnPurpose(state, method, path);
        for (const [wanted, pattern, answer] of [...ROUTES, ...LIFECYCLE_ROUTES]) {
            const name = wanted === method ? matchPath(pattern, path) : undefined;
            if (name !== undefined) {
                return await answer({state, name, query: searchParams, body});
            }
        }
        throw new EngineRefusal(404, 'page not found');
    } catch (error) {
        if (error instanceof EngineRefusal) {
            return {status: error.status, json: {message: error.message}};
        }
        throw error;
    }
}

function stripVersion(path: string): string {
    const [, version, rest] = /^\/v(\d+\.\d+)(\/.*)$/.exec(path) ?? [];
    if (version === undefined || rest === undefined) {
        return path;
    }
    if (Number(version.split('.')[1]) > Number(API_VERSION.split('.')[1])) {
        const limit = `Maximum supported API version is ${API_VERSION}`;
        throw new EngineRefusal(400, `client version ${version} is too new. ${limit}`);
    }
    return rest;
}

function matchPath(pattern: string, path: string): string | undefined {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) {
        return pattern === path ? '' : undefined;
    }
    const fits = path.startsWith(before) && path.endsWith(after) && path.length > before.length + after.length;
    return fits ? decodeURIComponent(path.slice(before.length, path.length - after.length)) : undefined;
}

function failOnPurpose({faults}: EngineState, method: string, path: string): void {
    if (faults.isForbidden) {
        throw new EngineRefusal(403, 'Forbidden');
    }
    const fault = faults.answers.find(
        (one) => path.startsWith(one.path) && (one.method === undefined || one.method === method),
    );
    if (fault) {
        throw new EngineRefusal(fault.status, fault.message);
    }
}

function listContainers({state, query}: Match): Answer {
    const isAll = ['1', 'true'].includes(query.get('all') ?? '');
    const containers = [...state.containers.values()]
        .filter((container) => isAll || container.state.status === 'running')
        .toSorted((first, second) => (first.createdAt < second.createdAt ? 1 : -1));
    return {status: 200, json: containers.map((container) => viewContainerLine(state, container))};
}

function inspectDistribution({state, name}: Match): Answer {
    const {digest, sizeBytes, architectures} = findManifest(state.registries, name);
    return {
        status: 200,
        json: {
            Descriptor: {mediaType: 'application/vnd.docker.distribution.manifest.v2+json', digest, size: sizeBytes},
            Platforms: architectures.map((architecture) => ({architecture, os: 'linux'})),
        },
    };
}

function statArchive({state, name, query}: Match): Answer {
    const entry = getEntry(state, findContainer(state, name), query.get('path') ?? '');
    return {status: 200, headers: {[STAT_HEADER]: printPathStat(entry)}};
}

async function readArchive({state, name, query}: Match): Promise<Answer> {
    const container = findContainer(state, name);
    const entry = getEntry(state, container, query.get('path') ?? '');
    return {
        status: 200,
        bytes: await packEntry(state, container, entry),
        type: 'application/x-tar',
        headers: {[STAT_HEADER]: printPathStat(entry)},
    };
}
