import {
    backStepsDone,
    CRASHED_AND_ROLLED_BACK,
    openRun,
    stepsThrough,
    SUCCEEDED,
    timeEvents,
} from '../../../test/samples/run.ts';
import {makeSitePlan} from '../../../test/samples/plan.ts';
import {speakEnglish} from '../../../test/samples/speak_english.ts';
import {WORDS} from '../words/index.ts';
import {VERIFY_LAYERS} from './verify_layers.ts';
import {describeSite} from './describe_site.ts';
import type {RunEventBody} from './run_event.ts';

const voice = {speak: speakEnglish, knows: (id: string) => id in WORDS};
const maria = {kind: 'admin', userId: 'a'.repeat(26), username: 'maria'} as const;

const failed = (layers: string[], consequence: 'roll_back' | 'attention' = 'roll_back'): readonly RunEventBody[] => [
    openRun(),
    ...stepsThrough('wait'),
    {kind: 'step_begun', step: 'verify'},
    {kind: 'step_failed', step: 'verify', reason: 'layer_failed', data: {layers}, consequence},
];
const closed = (end: 'rolled_back' | 'needs_attention' | 'refused' | 'cancelled', because: string): RunEventBody => ({
    kind: 'closed',
    end,
    because,
    downMs: null,
    frontDownMs: null,
});
const turned: readonly RunEventBody[] = [{kind: 'turned_back', because: 'layer_failed'}, ...backStepsDone()];

test.each<readonly [string, readonly RunEventBody[], string]>([
    ['a run that goes on', [openRun()], ''],
    ['a move', SUCCEEDED, 'Up on the FIPS image'],
    [
        'a layer that failed',
        [...failed(['web_app.no_script']), ...turned, closed('rolled_back', 'layer_failed')],
        'Up on the old image: the swap was rolled back because the web app did not load',
    ],
    [
        'two of them, and one of a newer agent',
        [...failed(['api.no_answer', 'web_app.no_page', 'moon.x']), ...turned, closed('rolled_back', 'layer_failed')],
        'Up on the old image: the swap was rolled back because the API did not answer',
    ],
    [
        'a step that failed',
        [openRun(), ...stepsThrough('recreate'), ...CRASHED_AND_ROLLED_BACK],
        'Up on the old image: the swap was rolled back because the container exits and restarts again and again',
    ],
    [
        'a rollback by wish',
        [
            ...SUCCEEDED,
            {kind: 'roll_back_asked', by: maria},
            ...backStepsDone(),
            closed('rolled_back', 'roll_back_asked'),
        ],
        'Up on the old image: maria rolled the swap back',
    ],
    [
        'findings that keep the site up',
        [openRun(), ...stepsThrough('finish'), closed('needs_attention', 'plugins')],
        'Up on the FIPS image, but something needs attention',
    ],
    [
        'a rollback that did not finish',
        [
            ...failed(['api.no_answer']),
            {kind: 'turned_back', because: 'layer_failed'},
            closed('needs_attention', 'restore_files_failed'),
        ],
        'Needs attention: the swap did not finish because the API did not answer',
    ],
    [
        'a run that was cancelled',
        [openRun(), {kind: 'cancel_asked', by: maria}, closed('cancelled', 'cancel_asked')],
        'Nothing was changed: the swap was cancelled',
    ],
    [
        'a run that was refused',
        [openRun(), closed('refused', 'queue_unsafe')],
        'Nothing was changed: the swap stopped because the agent’s channel was no longer safe right before the recreate: somebody else is in it, or it could not be checked',
    ],
    [
        'a password change',
        [openRun(makeSitePlan({goal: 'rotate'})), closed('cancelled', 'cancel_asked')],
        'Nothing was changed: the password change was cancelled',
    ],
])('says how the site is after %s', (_name, bodies, sentence) => {
    expect(describeSite(timeEvents(bodies, 1_000_000), voice)).toBe(sentence);
});

test('every layer has its clause', () => {
    expect(Object.keys(VERIFY_LAYERS).filter((layer) => !(`site.layer.${layer}` in WORDS))).toEqual([]);
});
