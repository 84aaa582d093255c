import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {findContainer, isOfJob} from '../instance.ts';
import {UPDATE_CHECK} from '../resources.ts';
import {Deployment, MattermostResource, Pod} from '../schema.ts';
import {judgeRollout} from './judge_rollout.ts';
import type {RolloutState} from './judge_rollout.ts';

const FOLDER = fileURLToPath(new URL('../../../../../../shared/recordings/operator/', import.meta.url));
const REPOSITORY = 'mattermost/mattermost-enterprise';
const OLD = `${REPOSITORY}-edition:11.6.0`;
const NEW = `${REPOSITORY}-fips-edition:11.6.0`;

type Recorded = {
    readonly t: number;
    readonly kind: string;
    readonly type: string;
    readonly object: {readonly metadata: {readonly name: string}};
};

if (!existsSync(FOLDER)) {
    process.stderr.write('The recordings (../shared/recordings/operator) are absent: no recorded rollout is judged.\n');
}

/** What the real operator, its controllers and a real node did, event by event. */
(existsSync(FOLDER) ? describe : describe.skip)('rollouts as they were recorded', () => {
    /** The judgement after each event from the patch on, with the seconds since the recording began. */
    function judgeEvents(file: string, reference: string): readonly (RolloutState & {readonly t: number})[] {
        const objects = new Map<string, object>();
        const states: (RolloutState & {readonly t: number})[] = [];
        for (const line of readFileSync(`${FOLDER}${file}`, 'utf8').trim().split('\n')) {
            const {t, kind, type, object} = JSON.parse(line) as Recorded;
            const key = `${kind}/${object.metadata.name}`;
            if (type === 'DELETED') {
                objects.delete(key);
            } else {
                objects.set(key, object);
            }
            if (type !== 'INITIAL') {
                states.push({t, ...judge(objects, reference)});
            }
        }
        return states;
    }

    function judge(objects: ReadonlyMap<string, object>, reference: string): RolloutState {
        const of = (kind: string) => [...objects].filter(([key]) => key.startsWith(`${kind}/`)).map(([, one]) => one);
        const pods = of('pods').flatMap((one) => Pod.safeParse(one).data ?? []);
        return judgeRollout(
            {
                resource: MattermostResource.parse(of('mattermosts')[0]),
                deployments: of('deployments').map((one) => Deployment.parse(one)),
                pods: pods.filter((pod) => findContainer(pod) && !isOfJob(pod)),
                tries: pods.filter(({metadata}) => metadata.labels['job-name'] === UPDATE_CHECK),
            },
            reference,
        );
    }

    test('a swap is done when the old pod is on its way out and the Deployment is through, and stays done', () => {
        const states = judgeEvents('pods-swap-to-fips.jsonl', NEW);
        const first = states.findIndex(({code}) => code === 'done');
        expect(states[first]).toMatchObject({t: 19.44, pods: 1});
        expect(states.slice(first).every(({code}) => code === 'done')).toBe(true);
        expect(states.flatMap((one) => (one.code === 'moving' ? [one.phase] : [])).filter(isNew)).toEqual([
            'operator',
            'update_check',
            'pods',
        ]);
        expect(states.every((one) => one.code === 'done' || one.trouble === undefined)).toBe(true);
    });

    test('a tag that is missing is a trouble from the first refused pull on; back on the old image all is done at once', () => {
        const missing = judgeEvents('pods-missing-image-then-back.jsonl', `${REPOSITORY}-edition:99.0.0`);
        const troubles = missing.flatMap((one) => (one.code === 'moving' && one.trouble ? [one] : []));
        expect(troubles[0]?.t).toBe(2.9);
        expect(new Set(troubles.map(({trouble}) => trouble?.reason))).toEqual(new Set(['image_not_pulled']));
        expect(missing.some(({code}) => code === 'done')).toBe(false);
        expect(judgeEvents('pods-missing-image-then-back.jsonl', NEW).at(-1)?.code).toBe('done');
    });

    test('a configuration the image refuses is a trouble at the second try, never at the first', () => {
        const states = judgeEvents('pods-invalid-config-then-back.jsonl', OLD);
        const first = states.find((one) => one.code === 'moving' && one.trouble !== undefined);
        expect(first).toMatchObject({trouble: {reason: 'update_check_failed'}});
        expect(first?.t).toBeGreaterThan(12);
        expect(states.some(({code}) => code === 'done')).toBe(false);
    });
});

function isNew(one: string, index: number, all: readonly string[]): boolean {
    return index === 0 || one !== all[index - 1];
}
