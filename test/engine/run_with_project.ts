import {makeOfficialProject} from './project.ts';
import type {Project, ProjectOptions} from './project.ts';

/** Writes an official project, lets `prepare` change it, starts it, hands it to `use`, and removes it whatever happens. */
export async function runWithProject(
    options: ProjectOptions,
    use: (project: Project) => Promise<void>,
    prepare?: (project: Project) => Promise<void>,
): Promise<void> {
    const project = await makeOfficialProject(options);
    try {
        await prepare?.(project);
        await project.up();
        await use(project);
    } finally {
        await project.remove();
    }
}
