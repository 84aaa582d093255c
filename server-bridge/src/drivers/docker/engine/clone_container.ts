import type Docker from 'dockerode';
import {CloneImage, CloneSource, RunConfig} from './clone_schema.ts';
import {makeCloneSettings} from './clone_settings.ts';
import {InfoAnswer} from './schema.ts';

const NOTHING = RunConfig.parse({});

/** Which container is made anew, under which name, from which image. */
export type CloneWish = {readonly id: string; readonly name: string; readonly image: string};

/**
 * Makes a container like another one from another image and does not start it; answers its id. Nothing is left of one that could
 * not join all networks. It takes no address and no port before it starts: the other one may run on beside it.
 */
export async function cloneContainer(docker: Docker, {id, name, image}: CloneWish): Promise<string> {
    const [inspected, info]: unknown[] = await Promise.all([docker.getContainer(id).inspect(), docker.info()]);
    const source = CloneSource.parse(inspected);
    const {Config: brought} = CloneImage.parse(await docker.getImage(source.Image).inspect());
    const {create, join} = makeCloneSettings(source, brought ?? NOTHING, InfoAnswer.parse(info).Name);
    const clone = await docker.createContainer({...create, name, Image: image});
    try {
        for (const {network, endpoint} of join) {
            await docker.getNetwork(network).connect({Container: clone.id, EndpointConfig: endpoint});
        }
    } catch (error) {
        await clone.remove({force: true});
        throw error;
    }
    return clone.id;
}
