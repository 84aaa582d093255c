import type {FileEdit} from '../edit/image_edit.ts';
import type {ContainerDetails} from '../engine/engine.ts';
import {findDataSource} from '../facts/find_data_source.ts';
import {projectOf} from '../project_of.ts';
import {readProjectTexts} from '../edit/project_texts.ts';
import {generatePassword} from '../../../rotation/generate_password.ts';
import {proposePasswordEdit} from '../edit/password_edit.ts';
import type {DockerRun} from './docker_run.ts';
import type {StagedChange} from '../kept/staged_change.ts';

/**
 * The change as it will be made: the planned edits, and where the plan rotates, a new password and its edit on top of them.
 * Undefined where the password does not stand any more where it was planned.
 */
export async function stageChange(
    {engine, plan}: Pick<DockerRun, 'engine' | 'plan'>,
    container: ContainerDetails,
    edits: readonly FileEdit[],
): Promise<StagedChange | undefined> {
    const {rotation} = plan;
    const {restartPolicy} = container;
    if (!rotation) {
        return {format: 1, files: [...edits], restartPolicy, password: null};
    }
    const source = await findDataSource(engine, container);
    const texts = await readProjectTexts(projectOf(plan));
    if (!source?.database || texts.code !== 'read') {
        return undefined;
    }
    const edited = <T extends {readonly path: string; readonly text: string}>(files: readonly T[]) =>
        files.map((file) => ({...file, text: edits.find(({path}) => path === file.path)?.after ?? file.text}));
    const password = {old: source.dsn.password, next: generatePassword(), container: source.database.name};
    const proposal = proposePasswordEdit({
        composeFiles: edited(texts.composeFiles),
        envFiles: edited(texts.envFiles),
        oldPassword: password.old,
        newPassword: password.next,
    });
    if (proposal.code !== 'edit' || 'secret' in rotation || proposal.edit.path !== rotation.path) {
        return undefined;
    }
    const {edit} = proposal;
    const earlier = edits.find(({path}) => path === edit.path);
    const files = [
        ...edits.filter(({path}) => path !== edit.path),
        {path: edit.path, before: earlier?.before ?? edit.before, after: edit.after},
    ];
    return {format: 1, files, restartPolicy, password};
}
