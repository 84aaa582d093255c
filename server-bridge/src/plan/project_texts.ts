import {join} from 'node:path';
import type {ComposeProject} from '../compose/compose.ts';
import type {ProjectFile} from '../compose/image_edit.ts';
import {readSafeFile} from '../project_files/safe_file.ts';
import type {FileDanger} from '../project_files/safe_file.ts';

/** The project's own files, read as they may be trusted; or the first that may not. Texts hold secrets. */
export type ProjectTexts =
    | {
          readonly code: 'read';
          readonly composeFiles: readonly ProjectFile[];
          readonly envFiles: readonly ProjectFile[];
      }
    | {readonly code: 'danger'; readonly path: string; readonly danger: FileDanger};

/** Reads Compose and env files in order. `.env` beside them may be missing where none is named. */
export async function readProjectTexts(project: ComposeProject): Promise<ProjectTexts> {
    const composeFiles: ProjectFile[] = [];
    const envFiles: ProjectFile[] = [];
    const usual = join(project.directory, '.env');
    const wanted = [
        ...project.files.map((path) => ({path, into: composeFiles, optional: false})),
        ...(project.envFiles.length > 0 ? project.envFiles : [usual]).map((path) => ({
            path,
            into: envFiles,
            optional: project.envFiles.length === 0,
        })),
    ];
    for (const {path, into, optional} of wanted) {
        const read = await readSafeFile(path);
        if (read.code === 'read') {
            into.push({path, text: read.text});
        } else if (read.danger !== 'missing' || !optional) {
            return {code: 'danger', path, danger: read.danger};
        }
    }
    return {code: 'read', composeFiles, envFiles};
}
