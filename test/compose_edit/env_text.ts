import * as fc from 'fast-check';

/** The variable an edit moves. */
export const IMAGE_VARIABLE = 'MATTERMOST_IMAGE';
export const STANDARD_NAME = 'mattermost-enterprise-edition';

const NAMES = ['A', 'B2', 'C_D', 'e.f', 'G-h', 'Größe', '2X', 'MATTERMOST_IMAGE_TAG', 'MY_MATTERMOST_IMAGE'];
const blank = fc.stringMatching(/^[ \t]{0,2}$/);
const bare = fc.stringMatching(/^(?:[A-Za-z0-9#=:\\$/@é→_.-][A-Za-z0-9 \t#=:"'\\$/@é→_.-]{0,13})?$/);
const quoted = fc.stringMatching(/^(?:[A-Za-z0-9 \t#=:\n\\$/@é→_.-]{0,13}[^\\"'])?$/);
const tail = fc.constantFrom('', ' ', ' # a "comment"', '\t# tab', '#close', ' B2=3', ' \t');

const value = fc.oneof(
    {weight: 4, arbitrary: bare},
    {weight: 3, arbitrary: fc.tuple(quoted, tail).map(([text, after]) => `"${text}"${after}`)},
    {weight: 3, arbitrary: fc.tuple(quoted, tail).map(([text, after]) => `'${text}'${after}`)},
    {
        weight: 1,
        arbitrary: fc.constantFrom("'it\\'s'", '"say \\"x\\""', `"\n${IMAGE_VARIABLE}=inside\n"`, '#not a comment'),
    },
);
const head = (name: string) =>
    fc
        .tuple(blank, fc.constantFrom('', '', '', 'export '), blank, fc.constantFrom('=', '=', '=', ':'), blank)
        .map(([before, word, left, sign, right]) => `${before}${word}${name}${left}${sign}${right}`);
const assignment = fc.tuple(fc.constantFrom(...NAMES).chain(head), value).map(([start, text]) => `${start}${text}`);
const ownValue = fc.constantFrom(
    STANDARD_NAME,
    `"${STANDARD_NAME}"`,
    `'${STANDARD_NAME}'`,
    `${STANDARD_NAME} # the standard image`,
    `"${STANDARD_NAME}" # was ${STANDARD_NAME}`,
    `'${STANDARD_NAME}' C_D=after`,
    `${STANDARD_NAME}\t`,
    'somebody-else',
    '',
);
const own = fc.tuple(head(IMAGE_VARIABLE), ownValue).map(([start, text]) => `${start}${text}`);
const noise = fc.constantFrom('', '  ', `# ${IMAGE_VARIABLE}=${STANDARD_NAME}`, '#', '\t# é', `X=${IMAGE_VARIABLE}`);

/** An env file with whatever people and programs leave in one: some are such that compose refuses them. */
export const envText: fc.Arbitrary<string> = fc
    .tuple(
        fc.constantFrom('', '', '', '\ufeff'),
        fc.array(
            fc.oneof({weight: 5, arbitrary: assignment}, {weight: 2, arbitrary: own}, {weight: 2, arbitrary: noise}),
            {
                maxLength: 7,
            },
        ),
        fc.constantFrom('\n', '\n', '\r\n'),
        fc.boolean(),
    )
    .map(([mark, lines, newline, ends]) => mark + lines.join('\n').replaceAll('\n', newline) + (ends ? newline : ''));
