import {BACKUP_WAYS, GOALS, HANDOVER_REASONS} from '../plan/plan.ts';
import {BACK_STEP_CODES, STEP_CODES} from '../plan/steps.ts';
import {RUN_ENDS} from '../run/run_event.ts';
import {CORE_FUNCTIONS, FUNCTION_REASONS} from '../run/core_functions.ts';
import {VERIFY_LAYERS} from '../run/verify_layers.ts';
import {WORDS} from './index.ts';

describe('every code of a plan and a run has words', () => {
    test.each([
        ...HANDOVER_REASONS.map((code) => `handover.${code}`),
        ...BACKUP_WAYS.map((code) => `backup.${code}`),
        ...GOALS.map((code) => `goal.${code}`),
        ...[...STEP_CODES, ...BACK_STEP_CODES].map((code) => `step.${code}.title`),
        ...RUN_ENDS.flatMap((code) => [`run.end.${code}`, `run.state.${code}`]),
        ...CORE_FUNCTIONS.flatMap((code) => [`function.${code}.title`, `function.${code}.ok`]),
        ...FUNCTION_REASONS.map((code) => `function.reason.${code}`),
        ...Object.keys(VERIFY_LAYERS).map((code) => `verify.${code}.title`),
    ])('%s', (id) => {
        expect(WORDS[id]).toMatch(/\w/);
    });
});
