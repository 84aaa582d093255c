/** The engine's answer in the words of `docker run --restart`: `no`, `always`, `unless-stopped`, `on-failure`, `on-failure:5`. */
export function printRestartPolicy(policy: {readonly Name: string; readonly MaximumRetryCount: number}): string {
    const {Name: name, MaximumRetryCount: retries} = policy;
    if (name === '') {
        return 'no';
    }
    return retries > 0 ? `${name}:${retries}` : name;
}

/** The same words as the engine takes them. */
export function parseRestartPolicy(text: string): {readonly Name: string; readonly MaximumRetryCount: number} {
    const [name = 'no', retries = '0'] = text.split(':');
    return {Name: name, MaximumRetryCount: Number(retries)};
}
