import * as fc from 'fast-check';
import {counterpart, parseImageReference, printImageReference} from '@fips-readiness/core';
import type {ImageReference} from '@fips-readiness/core';
import {
    findDifferences,
    findImageSource,
    parseEnvFile,
    proposeImageEdit,
    withDigest,
} from '@fips-readiness/server-bridge';
import type {EditProposal} from '@fips-readiness/server-bridge';
import {openComposeBatch} from './compose_batch.ts';
import type {ComposeBatch} from './compose_batch.ts';
import {envText, IMAGE_VARIABLE, STANDARD_NAME} from './env_text.ts';
import {yamlCase} from './yaml_text.ts';
import type {YamlCase} from './yaml_text.ts';

const SEED = Number(process.env['COMPOSE_EDIT_SEED'] ?? 20261127);
const ENV_CASES = 1_500;
const YAML_CASES = 1_200;
const LANE_TIMEOUT_MS = 180_000;
const STANDARD_DIGEST = `sha256:${'a'.repeat(64)}`;
const FIPS_DIGEST = `sha256:${'b'.repeat(64)}`;
const FIPS_NAME = 'mattermost-enterprise-fips-edition';
const STANDARD = {registry: '', path: `mattermost/${STANDARD_NAME}`, tag: '1', digest: ''};
const FIPS = {...STANDARD, path: `mattermost/${FIPS_NAME}`};

/** A failure shows the case itself and how to bring it back. */
function describeCase(found: object): string {
    return `COMPOSE_EDIT_SEED=${SEED} ${JSON.stringify(found, undefined, 1)}`;
}

describe('editors against the real compose', () => {
    let compose: ComposeBatch;
    beforeAll(async () => {
        compose = await openComposeBatch();
    });
    afterAll(() => compose.close());

    test(
        'env files are read as compose reads them',
        async () => {
            const texts = fc.sample(envText, {seed: SEED, numRuns: ENV_CASES});
            const read = await compose.readEnvFiles(texts);
            const wrong = texts.flatMap((text, index) => {
                const theirs = read[index];
                const ours = new Map(parseEnvFile(text).map((one) => [one.name, one]));
                const names = theirs && [...new Set([...ours.keys(), ...theirs.keys()])];
                return (names ?? []).flatMap((name) => {
                    const one = ours.get(name);
                    const isRaw = one && !one.value.includes('\\') && (one.quote === "'" || !one.value.includes('$'));
                    const agrees = one ? !isRaw || one.value === theirs?.get(name) : false;
                    return agrees && theirs?.has(name) === true ? [] : [{text, name, one, theirs: theirs?.get(name)}];
                });
            });
            expect(wrong.slice(0, 3).map(describeCase)).toEqual([]);
            expect(read.filter((one) => one !== undefined).length).toBeGreaterThan(ENV_CASES * 0.8);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'env files: only the image’s variable moves, and only its value in the text',
        async () => {
            const edits = fc.sample(envText, {seed: SEED + 1, numRuns: ENV_CASES}).flatMap((text) => {
                const yaml = `services:\n  mm:\n    image: mattermost/\${${IMAGE_VARIABLE}}:1\n`;
                const one = {yaml, env: text, service: 'mm', isShared: false};
                const proposal = propose(one, STANDARD, FIPS);
                return proposal.code === 'edit' ? [{text, after: proposal.edit.after}] : [];
            });
            const before = await compose.readEnvFiles(edits.map(({text}) => text));
            const after = await compose.readEnvFiles(edits.map(({after: edited}) => edited));
            const wrong = edits.flatMap(({text, after: edited}, index) => {
                const [old, next] = [before[index], after[index]];
                const wished = old && new Map([...old, [IMAGE_VARIABLE, FIPS_NAME]] as const);
                const places = text.split(STANDARD_NAME).map((_part, place) => replaceNth(text, place));
                const isRight =
                    JSON.stringify([...(wished ?? [])].sort()) === JSON.stringify([...(next ?? [])].sort()) &&
                    places.includes(edited);
                return isRight ? [] : [{text, edited, next: next && [...next]}];
            });
            expect(wrong.slice(0, 3).map(describeCase)).toEqual([]);
            expect(edits.length).toBeGreaterThan(ENV_CASES * 0.3);
        },
        LANE_TIMEOUT_MS,
    );

    test(
        'compose files: the image moves and nothing else, back again too, or no edit is proposed',
        async () => {
            const cases = Array.from({length: YAML_CASES}, (_one, index) => index).flatMap((index) =>
                fc.sample(yamlCase(index), {seed: SEED + index, numRuns: 1}),
            );
            const before = await compose.resolve(cases);
            const edits = cases.flatMap((one, index) => {
                const services = before[index];
                const from = parseImageReference(services?.[one.service]?.image ?? '');
                const named = from && counterpart(from, 'fips');
                if (!services || !named) {
                    return [];
                }
                const to = withDigest(named, from.digest === '' ? null : FIPS_DIGEST);
                const proposal = propose(one, from, to);
                return proposal.code === 'edit' ? [{one, services, from, to, edited: apply(one, proposal)}] : [];
            });
            expect(edits.length).toBeGreaterThan(YAML_CASES * 0.7);

            const after = await compose.resolve(edits.map(({edited}) => edited));
            const wrong = edits.flatMap(({one, services, from, to, edited}, index) => {
                const moved = findDifferences(services, after[index]).map(({path}) => path);
                const own = `${one.service}.image`;
                const others = moved.filter((path) => path !== own);
                const back = propose(edited, to, from);
                const isRight =
                    moved.includes(own) &&
                    after[index]?.[one.service]?.image === printImageReference(to) &&
                    others.every((path) => one.isShared && path.endsWith('.image')) &&
                    withoutFips(edited.yaml) === one.yaml &&
                    withoutFips(edited.env) === one.env &&
                    JSON.stringify(apply(edited, back)) === JSON.stringify(one);
                return isRight
                    ? []
                    : [
                          {
                              yaml: one.yaml,
                              env: one.env,
                              edited,
                              moved,
                              back: back.code,
                              result: after[index]?.[one.service]?.image,
                          },
                      ];
            });
            expect(wrong.slice(0, 3).map(describeCase)).toEqual([]);
        },
        LANE_TIMEOUT_MS,
    );
});

function propose({yaml, env, service}: YamlCase, from: ImageReference, to: ImageReference): EditProposal {
    const source = findImageSource({
        composeFiles: [{path: 'compose.yml', text: yaml}],
        envFiles: [{path: '.env', text: env}],
        service,
        resolvedMatches: true,
    });
    return source
        ? proposeImageEdit({
              source,
              service,
              directory: '/p',
              composeFiles: [{path: '/p/compose.yml', text: yaml}],
              envFiles: [{path: '/p/.env', text: env}],
              from,
              to,
          })
        : {code: 'refused', reason: 'text_not_found'};
}

function apply(one: YamlCase, proposal: EditProposal): YamlCase {
    if (proposal.code === 'refused') {
        return one;
    }
    const {path, after} = proposal.edit;
    return path.endsWith('.env') ? {...one, env: after} : {...one, yaml: after};
}

/** The text with its `place`th name of the standard image replaced, counted from 0. */
function replaceNth(text: string, place: number): string {
    const parts = text.split(STANDARD_NAME);
    return parts.reduce((done, part, index) => `${done}${index - 1 === place ? FIPS_NAME : STANDARD_NAME}${part}`);
}

/** The text with the one word that was to move moved back by hand. */
function withoutFips(text: string): string {
    return text.replace('enterprise-fips-edition', 'enterprise-edition').replace(FIPS_DIGEST, STANDARD_DIGEST);
}
