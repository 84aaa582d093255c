import {makeOfficialProject} from './project.ts';
import type {Project, ProjectOptions} from './project.ts';

/** Starts an official project, hands it to `use`, and removes it whatever happens. */
export async function runWithProject(options: ProjectOptions, use: (project: Project) => Promise<void>): Promise<void> {
    const project = await makeOfficialProject(options);
    try {
        await project.up();
        await use(project);
    } finally {
        await project.remove();
    }
}
