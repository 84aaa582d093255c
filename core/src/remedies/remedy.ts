import type {Data} from '../values/data.ts';
import type {RemedyCode} from './catalogue.ts';

/** One way to cure a result: a code of the catalogue and the values its text and commands are filled with. */
export type Remedy = {readonly code: RemedyCode; readonly data: Data};

/** Makes a remedy. */
export function remedy(code: RemedyCode, data: Data = {}): Remedy {
    return {code, data};
}
