import {isObserved} from '../facts/fact.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {composeLine} from '../commands/compose.ts';
import {engineLine} from '../commands/docker.ts';
import {flagLine, listOf} from '../commands/line.ts';
import {printWordOr} from '../commands/shell_word.ts';
import {
    backupLines,
    eachHostSteps,
    keepLine,
    pathIn,
    keepSteps,
    raiseSteps,
    rotateSteps,
    unshadowSteps,
} from './runbook_common.ts';
import type {ShownPath} from './runbook_common.ts';
import {step} from './runbook_step.ts';
import type {FileEdit, RunbookInput, RunbookStep} from './runbook_step.ts';

/** A Compose project, by hand. `up` is told to recreate, and not to leave the service's dependencies out (`--no-deps`). */
export function composeSteps(input: RunbookInput): readonly RunbookStep[] {
    const {place, move} = input;
    const compose = composeLine(place);
    const service = printWordOr(place.service, 'mattermost');
    const {path, ...rest} = findEdit(input);
    const edit = {...rest, file: path.shown};
    const up = `${compose} up -d --force-recreate ${service}`;
    const inspect = `${engineLine(place)} inspect --format '{{.Config.Image}}' "$(${compose} ps -q ${service})"`;
    const other = isObserved(input.facts.compose_drift) ? input.facts.compose_drift.value.image : undefined;
    return [
        ...(other ? [step('name_running_image', [`${compose} config --images`], {...other})] : []),
        step('back_up', [
            ...backupLines(place),
            keepLine([path, ...listOf(place.files).map((file) => pathIn(place, file))]),
        ]),
        ...raiseSteps(input),
        ...keepSteps(input),
        step('pull', [`${engineLine(place)} pull ${move.image}`], {image: move.image}),
        ...unshadowSteps(input),
        ...rotateSteps(input, remedyCommands('rotate_database_password', place)),
        step('edit_file', [], {pin: move.pin, tag: move.tag}, edit),
        step('prove_files', [`${compose} config --images`], {image: move.image}),
        step('recreate', [up]),
        step('verify', [inspect, flagLine(place)], {image: move.image, direction: input.direction}),
        step('read_log', [`${compose} logs --since 10m ${service}`]),
        step('try_out'),
        ...eachHostSteps(input),
        step('roll_back', [up], {}, {...edit, from: edit.to, to: edit.from}),
    ];
}

/** The line that names the image; the official project's where it is not known, or is not in a file. */
function findEdit({
    facts: {image_source: source},
    place,
    move,
}: RunbookInput): Omit<FileEdit, 'file'> & {readonly path: ShownPath} {
    const {from, to} = move;
    if (!isObserved(source) || source.value.kind === 'process_environment') {
        const variable = isObserved(source) ? source.value.variable : 'MATTERMOST_IMAGE';
        return {path: pathIn(place, '.env'), line: null, variable, from, to};
    }
    const {file, line, variable} = source.value;
    return {path: pathIn(place, file), line, variable, from, to};
}
