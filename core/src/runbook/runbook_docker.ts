import {engineLine} from '../commands/docker.ts';
import {flagLine} from '../commands/line.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {printShellWord} from '../commands/shell_word.ts';
import {backupLines, eachHostSteps, keepSteps, raiseSteps, rotateSteps, unshadowSteps} from './runbook_common.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';

/** A plain container, by hand: the old one is renamed and kept, so that a rollback is a rename. */
export function dockerSteps(input: RunbookInput): readonly RunbookStep[] {
    const {place, move} = input;
    const engine = engineLine(place);
    const name = typeof place.container === 'string' && place.container !== '' ? place.container : '';
    const container = name === '' ? '<container>' : printShellWord(name);
    const kept = name === '' ? '<container>-before-move' : printShellWord(`${name}-before-move`);
    const settings = `${engine} inspect ${container} > <backup folder>/container.json`;
    return [
        step('back_up', [...backupLines(place), settings]),
        ...raiseSteps(input),
        ...keepSteps(input),
        step('pull', [`${engine} pull ${move.image}`], {image: move.image}),
        ...unshadowSteps(input),
        ...rotateSteps(input, remedyCommands('rotate_database_password', place)),
        step('replace_container', [
            `${engine} stop ${container}`,
            `${engine} update --restart no ${container}`,
            `${engine} rename ${container} ${kept}`,
            `${engine} run -d --name ${container} --volumes-from ${kept} <the other options of the old container> ${move.image}`,
        ]),
        step('verify', [`${engine} inspect --format '{{.Config.Image}}' ${container}`, flagLine(place)], {
            image: move.image,
            direction: input.direction,
        }),
        step('read_log', [`${engine} logs --since 10m ${container}`]),
        step('try_out'),
        ...eachHostSteps(input),
        step('roll_back', [
            `${engine} rm -f ${container}`,
            `${engine} rename ${kept} ${container}`,
            `${engine} update --restart unless-stopped ${container}`,
            `${engine} start ${container}`,
        ]),
    ];
}
