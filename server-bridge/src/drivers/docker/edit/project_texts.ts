import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ComposeProject} from './compose.ts';
import type {ProjectFile} from './image_edit.ts';
import {readSafeFile} from './safe_file.ts';
import type {FileDanger} from './safe_file.ts';

type Texts = {readonly composeFiles: readonly ProjectFile[]; readonly envFiles: readonly ProjectFile[]};

/**
 * The project's own files by absolute path, in order. `danger` where one of them may not be trusted as the admin's own, the
 * first of them named: the texts are then good for looking only, and those that cannot be read are left out. Texts hold secrets.
 */
export type ProjectTexts =
    | (Texts & {readonly code: 'read'})
    | (Texts & {readonly code: 'danger'; readonly path: string; readonly danger: FileDanger});

/** Reads Compose and env files in order. `.env` beside them may be missing where none is named. */
export async function readProjectTexts(project: ComposeProject): Promise<ProjectTexts> {
    const composeFiles: ProjectFile[] = [];
    const envFiles: ProjectFile[] = [];
    const dangers: {readonly path: string; readonly danger: FileDanger}[] = [];
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
        const text = read.code === 'read' ? read.text : await readFile(path, 'utf8').catch(() => undefined);
        if (text !== undefined) {
            into.push({path, text});
        }
        if (read.code === 'danger' && (read.danger !== 'missing' || !optional)) {
            dangers.push({path, danger: read.danger});
        }
    }
    const [first] = dangers;
    return first ? {code: 'danger', ...first, composeFiles, envFiles} : {code: 'read', composeFiles, envFiles};
}
