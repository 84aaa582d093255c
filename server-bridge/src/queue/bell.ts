/** Rung from inside, when a run has something to say. */
export type Bell = {readonly ring: () => void; readonly wait: (signal: AbortSignal) => Promise<void>};

/** Makes a bell nobody has rung. */
export function makeBell(): Bell {
    const nobody = (): void => undefined;
    let rung = false;
    let wake = nobody;
    return {
        ring: () => {
            rung = true;
            wake();
        },
        wait: (signal) =>
            new Promise((resolve) => {
                const leave = () => {
                    // A ring while nobody waits is kept for whoever waits next.
                    wake = nobody;
                    resolve();
                };
                wake = () => {
                    rung = false;
                    leave();
                };
                signal.addEventListener('abort', leave, {once: true});
                if (rung) {
                    wake();
                }
            }),
    };
}
