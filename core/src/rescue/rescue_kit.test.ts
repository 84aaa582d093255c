import {makePlan} from '../../../test/samples/plan.ts';
import {makeRescueCommands} from './rescue_kit.ts';

const {plan} = makePlan();

const composeLine = (deployment: Partial<typeof plan.deployment>): string | undefined =>
    makeRescueCommands({
        folder: '/rescue',
        runId: 'r',
        plan: {...plan, deployment: {...plan.deployment, ...deployment}},
        state: {steps: new Map([['recreate', 'done']]), back: new Map(), turnedBack: undefined, end: undefined},
        files: [],
        password: null,
        keptContainer: 'kept',
        nextContainer: 'next',
        restartPolicy: 'no',
    }).at(-1);

test('compose is told project, folder and files', () => {
    expect(composeLine({})).toBe(
        'docker compose --project-directory /opt/mattermost-docker --project-name mattermost-docker' +
            ' --file /opt/mattermost-docker/docker-compose.yml up --detach --pull never mattermost',
    );
});

test('whoever types it, its folders are those the container was started with, and its profiles are on', () => {
    const line = composeLine({profiles: ['chat', 'two words'], caller: {pwd: '/srv/a b', home: '/home/maria'}});
    expect(line).toMatch(/^PWD='\/srv\/a b' HOME=\/home\/maria docker compose --project-directory /);
    expect(line).toMatch(/ --profile chat --profile 'two words' up --detach --pull never mattermost$/);
});
