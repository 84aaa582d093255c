/** Where the project's text says which image runs; one per way real deployments write it. */
export type ImageSource =
    /** As the official project: MATTERMOST_IMAGE and MATTERMOST_IMAGE_TAG in `.env`. */
    | 'official_variables'
    /** MM_IMAGE and MM_VERSION in `.env`. */
    | 'other_variables'
    /** `${MATTERMOST_IMAGE:-…}` in the compose file, nothing in `.env`. */
    | 'default_values'
    /** Written out in docker-compose.yml. */
    | 'hard_coded'
    /** Written out in docker-compose.override.yml, which overrules older values in `.env`. */
    | 'override_file';

export type ProjectImage = {
    /** Registry and namespace with a slash at the end, as `mattermost/`. */
    readonly prefix: string;
    readonly name: string;
    readonly tag: string;
};

export type ProjectLayout = {
    readonly composeText: string;
    /** Text of docker-compose.override.yml, where the layout has one. */
    readonly overrideText: string | undefined;
    readonly variables: Readonly<Record<string, string | undefined>>;
};

const OFFICIAL_IMAGE = 'mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}';
const NO_OFFICIAL_VARIABLES = {MATTERMOST_IMAGE: undefined, MATTERMOST_IMAGE_TAG: undefined};

/** Rewrites the official project's texts for one image source. Throws when the compose file is not the official one. */
export function makeProjectLayout(
    officialText: string,
    source: ImageSource,
    {prefix, name, tag}: ProjectImage,
): ProjectLayout {
    if (officialText.split(OFFICIAL_IMAGE).length !== 2) {
        throw new Error(
            `The official compose file should name ${OFFICIAL_IMAGE} exactly once: did the fixture change?`,
        );
    }
    const withImage = (image: string): string => officialText.replace(OFFICIAL_IMAGE, () => image);
    const official = withImage(`${prefix}\${MATTERMOST_IMAGE}:\${MATTERMOST_IMAGE_TAG}`);
    const fixed = `${prefix}${name}:${tag}`;
    switch (source) {
        case 'official_variables':
            return {
                composeText: official,
                overrideText: undefined,
                variables: {MATTERMOST_IMAGE: name, MATTERMOST_IMAGE_TAG: tag},
            };
        case 'other_variables':
            return {
                composeText: withImage('${MM_IMAGE}:${MM_VERSION}'),
                overrideText: undefined,
                variables: {...NO_OFFICIAL_VARIABLES, MM_IMAGE: `${prefix}${name}`, MM_VERSION: tag},
            };
        case 'default_values':
            return {
                composeText: withImage(`${prefix}\${MATTERMOST_IMAGE:-${name}}:\${MATTERMOST_IMAGE_TAG:-${tag}}`),
                overrideText: undefined,
                variables: NO_OFFICIAL_VARIABLES,
            };
        case 'hard_coded':
            return {composeText: withImage(fixed), overrideText: undefined, variables: NO_OFFICIAL_VARIABLES};
        case 'override_file':
            return {
                composeText: official,
                overrideText: `services:\n  mattermost:\n    image: ${fixed}\n`,
                variables: {MATTERMOST_IMAGE: name, MATTERMOST_IMAGE_TAG: '10.5.2'},
            };
    }
}
