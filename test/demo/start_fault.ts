/** How a container of the FIPS image may start, and how the demo calls it. */
export const START_FAULTS = {
    none: 'well',
    web_app_dead: 'with a dead web app: the API answers, the page is gone',
    database_down: 'without its database',
    exits: 'not at all: it panics and ends, over and over',
    silent: 'and never answers',
    slow: 'slowly, but well',
} as const;

export type StartFault = keyof typeof START_FAULTS;

/** Reads a fault's code; undefined for what is none. */
export function readStartFault(text: string): StartFault | undefined {
    return (Object.keys(START_FAULTS) as StartFault[]).find((fault) => fault === text);
}
