import {join} from 'node:path';
import type {InstallNotes} from '../port/driver.ts';
import {parseIdentity} from '../state/identity.ts';
import {writeDurably} from '../state/durable_file.ts';
import {openConnectionStore, parseConnectionRecord} from './connection_record.ts';
import type {ServerAdmin} from './server_admin.ts';

/**
 * Takes over the notes that an installed agent has with it: they are newer than what this machine may have, when another admin has
 * run init meanwhile. Who may write them is not trusted with the server: a bot is taken over only where it is one, in use and
 * without rights of its own, and what `forgetRemoved` does not find on the server is dropped.
 * Throws FipsError where the server does not answer.
 */
export async function adoptNotes(input: {
    readonly admin: Pick<ServerAdmin, 'fetchAdmins' | 'findBotName' | 'hasNoRights'>;
    readonly stateDirectory: string;
    readonly tokenFile: string;
    readonly notes: InstallNotes;
}): Promise<void> {
    const {admin, stateDirectory, tokenFile, notes} = input;
    const {token, 'identity.json': identity, 'connection.json': text} = notes;
    if (text !== undefined) {
        // A server that does not answer knows no bot, and nothing of the notes may be dropped for it.
        await admin.fetchAdmins();
    }
    if (identity !== undefined && parseIdentity(identity)) {
        await writeDurably(join(stateDirectory, 'identity.json'), identity);
    }
    const record = text === undefined ? undefined : parseConnectionRecord(text);
    if (!record) {
        return;
    }
    const store = await openConnectionStore(stateDirectory);
    const name = record.bot && (await admin.findBotName(record.bot.id));
    const bot = record.bot && name !== undefined && (await admin.hasNoRights(record.bot.id)) ? record.bot : undefined;
    await store.update({
        ...record,
        bot: bot && {id: bot.id, name: name ?? bot.name},
        tokenId: bot && record.tokenId,
        files: store.read().files,
    });
    if (bot && token !== undefined) {
        await writeDurably(tokenFile, token);
    }
}
