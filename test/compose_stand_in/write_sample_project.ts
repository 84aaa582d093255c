import {copyFile, mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {withVariables} from '../engine/env_file.ts';
import {SAMPLE_FILES, SAMPLE_FOLDER} from './sample_files.ts';
import {readSampleProject} from './sample_project.ts';

/**
 * Writes the sample project into `directory`: its Compose files as they are, `.env` with these variables over the example
 * (undefined takes one out), and the folders its containers mount.
 */
export async function writeSampleProject(
    directory: string,
    variables: Readonly<Record<string, string | undefined>>,
): Promise<void> {
    await mkdir(directory, {recursive: true});
    for (const file of SAMPLE_FILES) {
        await copyFile(join(SAMPLE_FOLDER, file), join(directory, file));
    }
    const example = await readFile(join(SAMPLE_FOLDER, 'env.example'), 'utf8');
    await writeFile(join(directory, '.env'), withVariables(example, variables), {mode: 0o600});
    const {services} = readSampleProject(directory, 'sample').config;
    for (const {source} of Object.values(services).flatMap(({volumes}) => volumes)) {
        await mkdir(source, {recursive: true});
    }
}
