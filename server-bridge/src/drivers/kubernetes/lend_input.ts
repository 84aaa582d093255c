import type {Capability, LendFile} from '../../port/driver.ts';
import type {PodExec} from './api/exec.ts';

/** A program that opens this path reads what it is given as input: no file is written into the pod. */
const INPUT = '/dev/stdin';

/** Lends a file as the input of the commands that read it. */
export function lendInput(exec: Capability<PodExec>): Capability<LendFile> {
    return exec.can
        ? {
              can: true,
              use: (_name, content, use) => use(INPUT, (argv, options) => exec.use(argv, {...options, input: content})),
          }
        : exec;
}
