// Preloaded into the agent by a test: the calendar jumps by SHIFT_MS once the file SHIFT_AFTER is there; the monotonic clock does not.
import {existsSync} from 'node:fs';

const {SHIFT_AFTER = '', SHIFT_MS = '0'} = process.env;
const RealDate = Date;
const nowMs = () => RealDate.now() + (existsSync(SHIFT_AFTER) ? Number(SHIFT_MS) : 0);

globalThis.Date = class extends RealDate {
    constructor(...args) {
        super(...(args.length === 0 ? [nowMs()] : args));
    }

    static now() {
        return nowMs();
    }
};
