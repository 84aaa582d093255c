import {nameActor} from '@fips-readiness/core';
import type {Actor} from '@fips-readiness/core';

/** Who asked for a run, an account with its `@`. Foreign text. */
export function printActor(by: Actor): string {
    return by.kind === 'host' ? nameActor(by) : `@${nameActor(by)}`;
}
