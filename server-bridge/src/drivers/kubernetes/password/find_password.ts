import {Buffer} from 'node:buffer';
import type {HandoverReason} from '@fips-readiness/core';
import type {Dsn} from '../../../facts/dsn.ts';
import {replaceInDsn, replacePassword} from '../../../rotation/replace_password.ts';
import type {PasswordChange} from '../../../rotation/replace_password.ts';
import {callIfAllowed} from '../api/call_if_allowed.ts';
import type {Cluster} from '../api/cluster.ts';
import {decodeValue} from '../decode_value.ts';
import type {ServerPod} from '../found.ts';
import {listVariableSecrets} from '../list_secrets.ts';
import {readDataSource} from '../read_data_source.ts';
import {SECRETS} from '../resources.ts';
import {WholeSecret} from '../schema.ts';
import type {StagedPassword} from './staged_password.ts';

/** Where the password is: some keys of one Secret, or why the agent does not change it. Holds secrets. */
export type PasswordFound =
    | {
          readonly code: 'found';
          readonly dsn: Dsn;
          readonly dataSource: string;
          readonly secret: WholeSecret;
          readonly values: StagedPassword['values'];
      }
    | {readonly code: 'refused'; readonly reason: HandoverReason};

/**
 * Finds the password a pod's server logs in with, in the Secrets its variables come from. It has to be in one Secret and nowhere else:
 * what has it as well would be left with the old one.
 */
export async function findPassword(
    cluster: Pick<Cluster, 'call'>,
    {pod, container, environment}: ServerPod,
    makeNext: () => string,
): Promise<PasswordFound> {
    const source = readDataSource(environment.values);
    if (!source) {
        return {code: 'refused', reason: 'password_elsewhere'};
    }
    const {dsn} = source;
    const change: PasswordChange = {old: dsn.password, next: makeNext()};
    const found: {readonly secret: WholeSecret; readonly values: StagedPassword['values']}[] = [];
    for (const name of listVariableSecrets(container)) {
        const ask = {...SECRETS, verb: 'get', namespace: pod.metadata.namespace, name} as const;
        const secret = WholeSecret.safeParse(await callIfAllowed(cluster, ask)).data;
        const values = secret ? findValues(secret, change) : [];
        if (secret && values.length > 0) {
            found.push({secret, values});
        }
    }
    const [first, ...others] = found;
    if (!first) {
        return {code: 'refused', reason: 'password_elsewhere'};
    }
    const isWritten = container.env.some(({value = ''}) => replacePassword(value, change) !== value);
    return others.length > 0 || isWritten
        ? {code: 'refused', reason: 'password_in_several_places'}
        : {code: 'found', dsn, dataSource: source.text, ...first};
}

/** Connection strings count under every key; a value that is the password alone only where the key says so. */
function findValues({data}: WholeSecret, change: PasswordChange): StagedPassword['values'] {
    return Object.entries(data).flatMap(([key, old]) => {
        const text = decodeValue(old);
        if (text === undefined) {
            return [];
        }
        const after = /pass/i.test(key) ? replacePassword(text, change) : replaceInDsn(text, change);
        return after === text ? [] : [{key, old, next: Buffer.from(after, 'utf8').toString('base64')}];
    });
}
