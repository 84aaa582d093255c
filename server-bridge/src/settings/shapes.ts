import * as z from 'zod/mini';
import {parseImageReference} from '@fips-readiness/core';

/** The forms several settings have; each message ends the sentence "It …". */
export const httpUrl = z.string().check(
    z.refine(
        (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
        'must be an http or https address',
    ),
    z.refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must hold no user name or password'),
);
export const absolutePath = z.string().check(z.refine((text) => text.startsWith('/'), 'must be an absolute path'));
export const mattermostId = z
    .string()
    .check(z.regex(/^[a-z0-9]{26}$/, 'must be a Mattermost id (26 letters and digits)'));
export const repository = z.string().check(
    z.refine((text) => {
        const image = parseImageReference(text);
        return image !== undefined && image.tag === '' && image.digest === '';
    }, 'must be an image repository without tag or digest'),
);

/** A limit of up to a day, in seconds. */
export const seconds = (usual: number, least: number) =>
    z._default(z.int().check(z.minimum(least), z.maximum(86_400)), usual);
