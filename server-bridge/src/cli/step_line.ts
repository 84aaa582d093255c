import type {BackStepCode, RunEvent, StepCode} from '@fips-readiness/core';
import type {StepProgressReport} from '../port/step_result.ts';
import {speakEnglish} from '../words/speak.ts';
import {printByteSize} from './byte_size.ts';
import {makeProgress} from './progress.ts';
import type {Terminal} from './terminal.ts';

const EVERY_MS = 1_000;

type Step = StepCode | BackStepCode;

/** The step in hand, on a terminal: how long it has taken, its bytes and their rate, and how long the whole run has taken. */
export type StepLine = {
    readonly event: (event: RunEvent) => void;
    readonly progress: (progress: StepProgressReport) => void;
    /** Before anything else is written to the terminal. */
    readonly clear: () => void;
    readonly end: () => void;
};

/** Nothing is written where standard error is no terminal. */
export function makeStepLine(terminal: Pick<Terminal, 'err' | 'columns' | 'now'>): StepLine {
    const line = makeProgress(terminal);
    let openedAt: number | undefined;
    let step: {readonly code: Step; readonly at: number} | undefined;
    let bytes: Bytes | undefined;
    let pods: string | undefined;
    const draw = (): void => {
        if (step) {
            line.show(describe(step, openedAt ?? step.at, {bytes, pods}, terminal.now().getTime()));
        }
    };
    const ticks = terminal.err.isTTY === true ? setInterval(draw, EVERY_MS).unref() : undefined;
    return {
        event: (event) => {
            openedAt ??= Date.parse(event.at);
            if (event.kind === 'step_begun' || event.kind === 'back_begun') {
                step = {code: event.step, at: Date.parse(event.at)};
                bytes = undefined;
                pods = undefined;
            } else if (event.kind !== 'back_waits' && event.kind !== 'noticed') {
                step = undefined;
            }
            draw();
        },
        progress: (progress) => {
            const {done, total} = progress;
            switch (progress.unit) {
                case 'bytes':
                    bytes = {done, total, first: bytes?.first ?? {done, at: terminal.now().getTime()}};
                    break;
                case 'pods':
                    pods = printPods(progress);
                    break;
                case 'ms':
                    break;
            }
        },
        clear: line.clear,
        end: () => {
            clearInterval(ticks);
            line.clear();
        },
    };
}

/** How far a transfer is, and where it was when it was first heard of. */
type Bytes = {
    readonly done: number;
    readonly total: number | null;
    readonly first: {readonly done: number; readonly at: number};
};

function describe(
    {code, at}: {readonly code: Step; readonly at: number},
    openedAt: number,
    {bytes, pods}: {readonly bytes: Bytes | undefined; readonly pods: string | undefined},
    now: number,
): string {
    const parts = [
        `… ${speakEnglish(`step.${code}.title`)} ${printClock(now - at)}`,
        ...(bytes ? describeBytes(bytes, now) : []),
        ...(pods === undefined ? [] : [pods]),
        speakEnglish('run.whole', {time: printClock(now - openedAt)}),
    ];
    return parts.join(' · ');
}

function describeBytes({done, total, first}: Bytes, now: number): readonly string[] {
    const seconds = (now - first.at) / 1000;
    return [
        printAmount(done, total),
        ...(seconds >= 1 ? [speakEnglish('run.rate', {rate: printByteSize((done - first.done) / seconds)})] : []),
    ];
}

/** What a rollout waits for, and how many pods are through. */
export function printPods({phase, done, total}: Extract<StepProgressReport, {readonly unit: 'pods'}>): string {
    return speakEnglish(`run.phase.${phase}`, {done, total});
}

/** How many bytes are done, of how many where that is known. */
export function printAmount(done: number, total: number | null): string {
    return total === null
        ? speakEnglish('run.bytes_open', {done: printByteSize(done)})
        : speakEnglish('run.bytes', {done: printByteSize(done), total: printByteSize(total)});
}

/** `0:07`, `12:30`, `1:02:03`. */
export function printClock(ms: number): string {
    const seconds = Math.max(0, Math.floor(ms / 1000));
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const pad = (value: number) => String(value).padStart(2, '0');
    return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}
