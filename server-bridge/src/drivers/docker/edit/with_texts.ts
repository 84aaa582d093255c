import {join} from 'node:path';
import type {ComposeProject} from './compose.ts';
import type {ProjectFile} from './image_edit.ts';

/** The project with other texts in place of these files: what compose would make of it once they are written. */
export function withTexts(project: ComposeProject, files: readonly ProjectFile[]): ComposeProject {
    // Compose reads the usual `.env` by itself; one that is not in its place has to be named.
    const usual = join(project.directory, '.env');
    const named = project.envFiles.length === 0 && files.some(({path}) => path === usual);
    return {
        ...project,
        envFiles: named ? [usual] : project.envFiles,
        texts: new Map(files.map(({path, text}) => [path, text])),
    };
}
