import * as fc from 'fast-check';
import {IMAGE_VARIABLE, STANDARD_NAME} from './env_text.ts';

/** A generated compose file, its variables, and the service whose image an edit moves; others may share the image's place. */
export type YamlCase = {
    readonly yaml: string;
    readonly env: string;
    readonly service: string;
    readonly isShared: boolean;
};

/** An alias, an extended service, or a second service with the same variable. */
const SHARING = /\*image|\*own|extends|\$\{MATTERMOST_IMAGE:-x\}/;
const DIGEST = `@sha256:${'a'.repeat(64)}`;

const repository = fc.constantFrom('mattermost/', 'registry.example.com/mattermost/', 'localhost:5000/a-b/mattermost/');
const name = fc.constantFrom(
    STANDARD_NAME,
    STANDARD_NAME,
    `\${${IMAGE_VARIABLE}}`,
    `$${IMAGE_VARIABLE}`,
    `\${${IMAGE_VARIABLE}:-${STANDARD_NAME}}`,
    `\${${IMAGE_VARIABLE}-${STANDARD_NAME}}`,
    `\${UNSET:-${STANDARD_NAME}}`,
    `\${UNSET-${STANDARD_NAME}}`,
    `\${UNSET:-\${${IMAGE_VARIABLE}:-${STANDARD_NAME}}}`,
);
const tag = fc.constantFrom(':11.7.2', ':${TAG}', ':${TAG:-11.7.2}', ':$TAG', '', DIGEST, `:11.7.2${DIGEST}`);
const reference = fc.oneof(
    {weight: 6, arbitrary: fc.tuple(repository, name, tag).map((parts) => parts.join(''))},
    {
        weight: 1,
        arbitrary: fc.constantFrom(
            `\${UNSET:-mattermost/${STANDARD_NAME}:11.7.2}`,
            `\${WHOLE}`,
            `\${WHOLE:-mattermost/${STANDARD_NAME}:11.7.2}`,
        ),
    },
);

/** One scalar in the ways people and programs write it. */
const scalar = (text: string) =>
    fc.constantFrom(
        ['image', text],
        ['image', text],
        ['image', `'${text}'`],
        ['image', `"${text}"`],
        ['image', `!!str ${text}`],
        ['image', `&image ${text}`],
        ['image', `>-\n      ${text}`],
        ['image', `|-\n      ${text}`],
        ['image', `\n      ${text}`],
        ['"image"', `"${text}"`],
        ['image', `"${text.replace('enterprise-', 'enterprise\\x2d')}"`],
    );
const comment = fc.constantFrom('', '', ` # was mattermost/${STANDARD_NAME}:11.6.0`, ' # é → "x"');
const between = fc.constantFrom('', '', `    # image: mattermost/${STANDARD_NAME}:1\n`, '\n');
const settings = fc.constantFrom(
    '',
    '',
    `    environment:\n      NOTE: "${STANDARD_NAME}"\n      PRICE: "5$$"\n`,
    `    environment: {NOTE: '${STANDARD_NAME}', IMAGE: "\${TAG:-none}"}\n`,
    `    environment:\n      - NOTE=é ${STANDARD_NAME}\n`,
    `    labels:\n      note: ${STANDARD_NAME} # c\n`,
);
/** A service beside it, below a name of its own; some take their image from the same place. */
const other = (name: string, service: string) =>
    fc.constantFrom(
        '',
        '',
        `  db_${name}:\n    image: postgres:16\n`,
        `  jobs_${name}:\n    image: mattermost/${STANDARD_NAME}:11.7.2\n`,
        `  jobs_${name}: {image: mattermost/${STANDARD_NAME}:11.7.2, environment: {A: b}}\n`,
        `  jobs_${name}:\n    image: mattermost/\${${IMAGE_VARIABLE}:-x}:1\n`,
        `  jobs_${name}:\n    image: *image\n`,
        `  jobs_${name}:\n    <<: *own\n`,
        `  jobs_${name}:\n    extends: {service: ${service}}\n`,
        `  jobs_${name}:\n    extends: ${service}\n    command: x\n`,
    );
const own = (service: string, text: string) =>
    fc.oneof(
        {
            weight: 5,
            arbitrary: fc
                .tuple(scalar(text), comment, between, settings, fc.constantFrom('', '', ' &own'))
                .map(
                    ([[key, value], note, gap, more, anchor]) =>
                        `  ${service}:${anchor}\n${gap}    ${key}: ${value}${value?.includes('\n') ? '' : note}\n${more}`,
                ),
        },
        {
            weight: 1,
            arbitrary: fc.constantFrom(
                `  ${service}: {image: '${text}', command: x} # flow\n`,
                `  "${service}": {"image": "${text}"}\n`,
                `  ${service}:\n    <<: *base\n    command: x\n`,
                `  ${service}:\n    <<: *base\n    image: ${text}\n`,
                `  ${service}:\n    build: .\n    image: ${text}\n`,
            ),
        },
    );

/** Files with services of their own: `index` keeps names apart in one call of compose. */
export const yamlCase = (index: number): fc.Arbitrary<YamlCase> => {
    const service = `mm${index}x`;
    return reference.chain((text) =>
        fc
            .record({
                mark: fc.constantFrom('', '', '\ufeff', '# first line\n'),
                base: fc.constantFrom('', '', `x-base: &base\n  image: ${text}\n  restart: always\n`),
                services: fc
                    .tuple(other(`${service}_1`, service), own(service, text), other(`${service}_2`, service))
                    .map((parts) => parts.join('')),
                newline: fc.constantFrom('\n', '\n', '\r\n'),
                variable: fc.constantFrom(STANDARD_NAME, STANDARD_NAME, undefined),
                quote: fc.constantFrom('', '"', "'"),
            })
            .filter(({base, services}) => hasItsAnchors(`${base}${services}`))
            .map(({mark, base, services, newline, variable, quote}) => ({
                service,
                isShared: SHARING.test(services),
                yaml: `${mark}${base}services:\n${services}`.replaceAll('\n', newline),
                env: [
                    'TAG=11.7.2',
                    `WHOLE=mattermost/${STANDARD_NAME}:11.7.2`,
                    ...(variable === undefined ? [] : [`${IMAGE_VARIABLE}=${quote}${variable}${quote}`]),
                    '',
                ].join(newline),
            })),
    );
};

/** An alias stands behind its anchor. */
function hasItsAnchors(text: string): boolean {
    return [...text.matchAll(/\*(\w+)/g)].every(({1: anchor, index}) => text.slice(0, index).includes(`&${anchor}`));
}
