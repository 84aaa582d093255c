import {
    counterpart,
    EXIT_CODES,
    mirrorImage,
    parseImageReference,
    printImageReference,
    remedyCommands,
} from '@fips-readiness/core';
import type {ExitCode} from '@fips-readiness/core';
import {speakEnglish} from '../words/speak.ts';
import {openAgent, openDeployment} from '../agent/open_agent.ts';
import type {GlobalOptions} from '../agent/open_agent.ts';
import type {Deployment} from '../port/driver.ts';
import type {Terminal} from './terminal.ts';

/** `fips-agent bring-list`: which images a site without a network has to carry in, as commands for both sides. */
export async function bringList(terminal: Terminal, options: GlobalOptions): Promise<ExitCode> {
    const agent = await openAgent(terminal, options);
    const {
        instances: [{imageReference: running}],
        images,
        kind,
        sideImages = [],
    } = await openDeployment(agent);
    const image = parseImageReference(running);
    const fips = image && counterpart(image, 'fips', agent.settings.IMAGE_PAIRS);
    if (!fips) {
        terminal.out.write(`${speakEnglish('bring_list.none', {image: running})}\n`);
        return EXIT_CODES.not_ready;
    }
    const reference = printImageReference(fips);
    if (images.can && (await images.use.findImage(reference))) {
        terminal.out.write(`${speakEnglish('bring_list.have', {image: reference})}\n`);
        return EXIT_CODES.ready;
    }
    terminal.out.write(
        [
            speakEnglish('bring_list.title'),
            ...[reference, ...sideImages].flatMap((one) => [
                speakEnglish('bring_list.bring', {image: one}),
                ...listLines(kind, one).map((line) => `  ${line}`),
            ]),
            '',
        ].join('\n'),
    );
    return EXIT_CODES.not_ready;
}

/** By a file into the engine; where there is none at hand, to where the platform pulls from. */
function listLines(kind: Deployment['kind'], image: string): readonly string[] {
    const own = remedyCommands('carry_image_in', {kind, image});
    const lines = own.length > 0 ? own : mirrorImage(image);
    return lines.length > 0 ? lines : [speakEnglish('bring_list.whole')];
}
