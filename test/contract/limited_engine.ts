import {FipsError} from '@fips-readiness/core';
import type {Engine} from '@fips-readiness/server-bridge';

/** An engine that answers some more calls and then none, as one looks to an agent that was killed in between. */
export function limitEngine(engine: Engine, calls: number | undefined): Engine {
    if (calls === undefined) {
        return engine;
    }
    let left = calls;
    return new Proxy(engine, {
        get: (whole, name: keyof Engine) => {
            const part = whole[name];
            return typeof part !== 'function'
                ? part
                : (...args: readonly unknown[]) => {
                      left -= 1;
                      if (left < 0) {
                          throw new FipsError('engine_refused', {status: 503});
                      }
                      return (part as (...all: readonly unknown[]) => unknown)(...args);
                  };
        },
    });
}
