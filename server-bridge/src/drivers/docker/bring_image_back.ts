import type {Engine} from './engine/engine.ts';
import {failed} from '../../port/step_result.ts';
import type {StepResult} from '../../port/step_result.ts';
import type {Change} from './container_changer.ts';

/** The way back goes by image id: a tag that was moved or taken away meanwhile is put back. Answers why it cannot be. */
export async function bringImageBack(
    engine: Engine,
    {from: {reference, id}, keptImage}: Pick<Change, 'from' | 'keptImage'>,
): Promise<StepResult | undefined> {
    const named = await engine.fetchImage(reference);
    if (named?.id === id) {
        return undefined;
    }
    if (!(await engine.fetchImage(id))) {
        // A clean-up has taken it: it was saved, or the registry may give back the very same one.
        if (!(await engine.loadImage(keptImage))) {
            await engine.pullImage(reference);
        }
    }
    if (!(await engine.fetchImage(id))) {
        return failed('old_image_gone', {image: reference});
    }
    await engine.tagImage(id, reference);
    return undefined;
}
