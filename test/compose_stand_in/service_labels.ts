import {hashService} from './sample_project.ts';
import type {SampleProject, SampleService} from './sample_project.ts';

/** The version of the recordings. */
export const COMPOSE_VERSION = '2.26.1';

/** The labels compose puts on a service's container. */
export function makeServiceLabels(
    {name, directory, files, envFiles, config}: SampleProject,
    service: SampleService,
    imageId: string,
): Readonly<Record<string, string>> {
    const wanted = config.services[service];
    const dependencies = Object.entries(wanted.depends_on ?? {});
    return {
        'com.docker.compose.config-hash': hashService(wanted),
        'com.docker.compose.container-number': '1',
        'com.docker.compose.depends_on': dependencies
            .map(([other, {condition}]) => `${other}:${condition}:false`)
            .join(','),
        'com.docker.compose.image': imageId,
        'com.docker.compose.oneoff': 'False',
        'com.docker.compose.project': name,
        'com.docker.compose.project.config_files': files.join(','),
        ...(envFiles.length === 0 ? {} : {'com.docker.compose.project.environment_file': envFiles.join(',')}),
        'com.docker.compose.project.working_dir': directory,
        'com.docker.compose.service': service,
        'com.docker.compose.version': COMPOSE_VERSION,
    };
}
