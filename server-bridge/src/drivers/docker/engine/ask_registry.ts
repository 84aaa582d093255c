import type Docker from 'dockerode';
import {parseImageReference} from '@fips-readiness/core';
import type {RegistryAnswer} from './engine.ts';
import {statusOf, throwEngineFailure} from './engine_failure.ts';
import {readRegistryLogin} from './registry_credentials.ts';
import {DistributionAnswer} from './schema.ts';

/** Asks the image's registry through the engine, with the host's credentials. Throws FipsError where the engine is away. */
export async function askRegistry(
    docker: Docker,
    reference: string,
    env: Readonly<Record<string, string | undefined>>,
    endpoint: string,
): Promise<RegistryAnswer> {
    const read = await readRegistryLogin(parseImageReference(reference)?.registry ?? '', env);
    const options = read.code === 'login' ? {authconfig: read.login} : {};
    try {
        const answer = DistributionAnswer.parse(
            (await docker.getImage(reference).distribution(options as Docker.ImageDistributionOptions)) as unknown,
        );
        return {
            code: 'found',
            architectures: [...new Set((answer.Platforms ?? []).map((platform) => platform.architecture))],
            digest: answer.Descriptor.digest,
        };
    } catch (error) {
        const status = statusOf(error);
        if (status === undefined) {
            // A registry that does not answer holds the call until its limit: only then the engine itself still does.
            return (await answers(docker)) ? {code: 'unreachable'} : throwEngineFailure(error, endpoint);
        }
        // A hub answers 401 or 403 for a repository it does not show, the engine hands both on.
        return {code: status === 404 ? 'absent' : status === 401 || status === 403 ? 'denied' : 'unreachable'};
    }
}

function answers(docker: Docker): Promise<boolean> {
    return docker.ping().then(
        () => true,
        () => false,
    );
}
