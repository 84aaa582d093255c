import {fileURLToPath} from 'node:url';

/** Where the sample project's own files lie. */
export const SAMPLE_FOLDER = fileURLToPath(new URL('../engine/samples/mattermost-docker/', import.meta.url));

/** Its Compose files, in the order compose reads them. */
export const SAMPLE_FILES = ['docker-compose.yml', 'docker-compose.without-nginx.yml'] as const;
