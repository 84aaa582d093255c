import {EXIT_CODES, isFipsError, makeReadinessReport, makeVisible} from '@fips-readiness/core';
import type {Direction, ExitCode, ReadinessReport} from '@fips-readiness/core';
import {lookAt} from '../agent/open_agent.ts';
import type {ListedDeployment} from '../port/driver.ts';
import {describeRefusal} from '../port/find_deployment.ts';
import type {Settings} from '../settings/settings.ts';
import {speakEnglish} from '../words/speak.ts';
import {exitCodeOf} from './check.ts';
import {describeBug} from './describe_bug.ts';

/** What a check of one deployment of many came to: its report, or why there is none. */
export type ListedCheck = {
    readonly namespace: string;
    readonly name: string;
    readonly exit: ExitCode;
} & ({readonly report: ReadinessReport} | {readonly report: null; readonly reason: string});

/** Checks one of many. What keeps it from being checked is said of it alone: this never rejects. */
export async function checkListed(
    {namespace, name, lend}: ListedDeployment,
    input: {
        readonly settings: Settings;
        readonly direction: Direction;
        readonly strict: boolean;
        readonly now: () => Date;
    },
): Promise<ListedCheck> {
    const fail = (reason: string, exit: ExitCode = EXIT_CODES.cannot_tell): ListedCheck => ({
        namespace,
        name,
        exit,
        report: null,
        reason,
    });
    const {settings, direction, now} = input;
    try {
        return await lend(async (detection) => {
            if (detection.code === 'several') {
                throw new Error('one of many is one');
            }
            if (detection.code === 'not_mine') {
                return fail(describeRefusal(detection.reason));
            }
            const facts = await lookAt(settings, detection.deployment, 'known', now);
            const report = makeReadinessReport({
                facts,
                accepted: settings.ACCEPTED_RISKS,
                direction,
                madeAt: now().toISOString(),
            });
            return {namespace, name, exit: exitCodeOf(report, input.strict), report};
        });
    } catch (error) {
        return isFipsError(error)
            ? fail(makeVisible(`${speakEnglish(`error.${error.code}.title`, error.data)} [${error.code}]`))
            : fail(describeBug(error), EXIT_CODES.bug);
    }
}
