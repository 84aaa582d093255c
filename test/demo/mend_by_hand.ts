import {execFile} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {withVariables} from '../engine/env_file.ts';
import {makeStoredPassword} from '../engine_stand_in/scram.ts';
import {runMmctl} from '../mattermost/mmctl.ts';
import type {SampleDeployment} from './sample_deployment.ts';

const PASSWORD_BYTES = 18;

/** What an admin would do before the move: a longer database password, and a longer least password. */
export async function mendByHand({
    projectDirectory,
    mattermost,
    database,
    agentEnvironment,
}: SampleDeployment): Promise<void> {
    runMmctl(mattermost.world, ['--local', 'config', 'set', 'PasswordSettings.MinimumLength', '14']);
    const path = join(projectDirectory, '.env');
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await writeFile(path, withVariables(await readFile(path, 'utf8'), {POSTGRES_PASSWORD: password}));
    database.storedPassword = makeStoredPassword(password);
    const {COMPOSE_BINARY: compose = '', DOCKER_HOST} = agentEnvironment;
    await promisify(execFile)(compose, ['--project-directory', projectDirectory, 'up', '--detach', '--pull', 'never'], {
        env: {DOCKER_HOST},
    });
}
