import React, {useMemo} from 'react';
import type {Server} from '../client/server.ts';
import {loadChangeParts} from '../change/load_change_parts.ts';
import {useParts} from '../widgets/use_parts.ts';
import type {Judgement} from '../state/judgement.ts';
import type {Snapshot} from '../state/snapshot.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {findPluginChanges} from './find_plugin_changes.ts';
import {PartsNotice} from '../widgets/parts_notice.tsx';
import {PluginTable} from './plugin_table.tsx';

type Props = {
    readonly server: Server;
    readonly snapshot: Snapshot;
    readonly judgement: Judgement;
    readonly readiness: Readiness;
};

/** What becomes of every plugin, what this page can do about it, and what was done from here. */
export function PluginPart({server, snapshot, judgement: {facts}, readiness}: Props) {
    const {viewer, settings} = snapshot;
    const {changed} = settings;
    const changes = useMemo(() => findPluginChanges(facts, changed), [facts, changed]);
    const canChange = viewer.isSystemAdmin;
    const loaded = useParts((canChange && changes.size > 0) || changed.length > 0, loadChangeParts);
    const {parts} = loaded;
    const form = {facts, server, readiness, by: viewer.username};
    return (
        <>
            <PluginTable facts={facts} {...(parts && canChange ? {offer: {parts, changes, form}} : {})} />
            {loaded.state === 'failed' && <PartsNotice loading={loaded} />}
            {parts && changed.length > 0 && <parts.ChangedPlugins {...form} changed={changed} canChange={canChange} />}
        </>
    );
}
