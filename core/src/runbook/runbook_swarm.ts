import {flagLine} from '../commands/line.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import {printWordOr} from '../commands/shell_word.ts';
import {backupLines, keepSteps, raiseSteps, rotateSteps, unshadowSteps} from './runbook_common.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';

/** A Swarm service, by hand. Nobody supports FIPS images there; the commands are the engine's own. */
export function swarmSteps(input: RunbookInput): readonly RunbookStep[] {
    const {place, move} = input;
    const service = printWordOr(place.service, '<service>');
    return [
        step('back_up', backupLines(place)),
        ...raiseSteps(input),
        ...keepSteps(input),
        step('pull_on_each_node', [`docker pull ${move.image}`], {image: move.image}),
        ...unshadowSteps(input),
        ...rotateSteps(input, remedyCommands('rotate_database_password', place)),
        step('recreate', [`docker service update --with-registry-auth --image ${move.image} ${service}`]),
        step('verify', [`docker service ps ${service}`, flagLine(place)], {
            image: move.image,
            direction: input.direction,
        }),
        step('read_log', [`docker service logs --since 10m ${service}`]),
        step('try_out'),
        step('roll_back', [`docker service rollback ${service}`]),
    ];
}
