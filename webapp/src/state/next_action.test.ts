import type {ReadinessReport} from '@fips-readiness/core';
import type {Judgement} from './judgement.ts';
import type {Move} from './move.ts';
import {findNextAction} from './next_action.ts';
import {NO_SETTINGS} from './plugin_settings.ts';

type Code = ReadinessReport['verdict']['code'];

const CONNECTED = {...NO_SETTINGS, connection: {botUserId: 'b', teamId: 't', channelId: 'c', publicKey: 'k'}};

function find(code: Code, {connected = true, admin = true, move = {}} = {}) {
    const viewer = {id: 'a', username: 'maria', isSystemAdmin: admin, isLocal: true};
    const judgement = {report: {verdict: {code}}} as Judgement;
    const snapshot = {viewer, settings: connected ? CONNECTED : NO_SETTINGS};
    return findNextAction(snapshot, judgement, {plan: undefined, scheduled: undefined, run: undefined, ...move} as Move)
        ?.code;
}

const openPlan = {plan: {plan: {}, reply: {failing: [], unknown: []}}};
const blockedPlan = {plan: {plan: {}, reply: {failing: ['backup'], unknown: []}}};

it.each<readonly [string, string | undefined, string | undefined]>([
    ['blockers', find('not_ready'), 'fix'],
    ['blockers and a plan they stand in the way of', find('not_ready', {move: blockedPlan}), 'fix'],
    ['no agent', find('cannot_tell', {connected: false}), 'connect'],
    ['no agent, and nothing in the way', find('ready', {connected: false}), 'connect'],
    ['a fact that only the agent can bring', find('cannot_tell'), undefined],
    ['nothing in the way', find('ready'), 'make_plan'],
    ['nothing in the way, for a reader', find('ready', {admin: false}), undefined],
    ['a plan that can be approved', find('ready', {move: openPlan}), 'review'],
    [
        'an approval that waits',
        find('ready', {move: {...openPlan, scheduled: {outcome: {code: 'waiting'}}}}),
        'scheduled',
    ],
    ['a run with findings', find('already_there', {move: {run: {state: {end: 'needs_attention'}}}}), 'look'],
    ['a FIPS build', find('already_there'), undefined],
])('leads on from %s', (_name, found, expected) => {
    expect(found).toBe(expected);
});
