import {readBuildInformation} from '@fips-readiness/core';
import type {BuildInformationAnswer, Reading} from '@fips-readiness/core';
import {makeForwardScan} from '@fips-readiness/server-bridge';

/** More requests than this for one program: the reader goes round in circles. */
const MAX_REQUESTS = 20_000;
const MAX_PASSES = 5;

export type ProgramRead = {readonly answer: BuildInformationAnswer; readonly bytesRead: number};

/** Reads a program of which any byte can be asked for. */
export function readAtRandom(program: Uint8Array): ProgramRead {
    const reading = readBuildInformation({sizeBytes: program.length, access: 'random'});
    let bytesRead = 0;
    let step = reading.next();
    for (let count = 0; !step.done; count += 1) {
        if (count > MAX_REQUESTS) {
            throw new Error('the reader does not end');
        }
        const answers = step.value.map(({offset, length}) => program.subarray(offset, offset + length));
        bytesRead += answers.reduce((sum, answer) => sum + answer.length, 0);
        step = reading.next(answers);
    }
    return {answer: step.value, bytesRead};
}

/** Reads a program that goes by in chunks, as often as the reader asks for it. */
export function readForward(
    program: Uint8Array,
    chunkBytes = 65_536,
): {readonly answer: BuildInformationAnswer; readonly passes: number} {
    let resume: (() => Reading<BuildInformationAnswer>) | undefined;
    for (let passes = 1; passes <= MAX_PASSES; passes += 1) {
        const scan = makeForwardScan(program.length, resume?.());
        for (let at = 0; at < program.length; at += chunkBytes) {
            scan.push(program.subarray(at, at + chunkBytes));
        }
        const answer = scan.end();
        if (answer.code !== 'next_pass') {
            return {answer, passes};
        }
        resume = answer.resume;
    }
    throw new Error('the reader asks for pass after pass');
}
