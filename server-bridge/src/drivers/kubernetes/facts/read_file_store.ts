import {judgeSecretLength, S3_KEY_MINIMUM_BYTES} from '@fips-readiness/core';
import type {FactValue} from '@fips-readiness/core';
import type {Found} from '../found.ts';
import type {MattermostResource} from '../schema.ts';

type FileStore = FactValue<'file_store'>;

const KEY = 'MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY';

/**
 * The file store as the pod's variables say it, which are above the server's configuration: what is only there (signature, search in
 * documents) is null. Undefined where no variable names the driver. Source: `s3EnvVars` and `localFileEnvVars` of the operator.
 */
export function readFileStore({kind, resource, pods: [{environment}]}: Found): FileStore | undefined {
    const driver = environment.values.get('MM_FILESETTINGS_DRIVERNAME');
    if (driver !== 'local' && driver !== 'amazons3') {
        return undefined;
    }
    const from = kind === 'mattermost' ? nameFileStore(resource.spec) : undefined;
    return {
        driver,
        secret: driver === 'local' ? 'none' : judgeKey(environment, from),
        signatureV2: readFlag(environment.values.get('MM_FILESETTINGS_AMAZONS3SIGNV2')),
        extractContent: readFlag(environment.values.get('MM_FILESETTINGS_EXTRACTCONTENT')),
        ...(from !== undefined && {from}),
    };
}

/** What the operator makes it from. */
function nameFileStore({fileStore}: MattermostResource['spec']): string | undefined {
    if (fileStore.external) {
        return fileStore.external.useServiceAccount ? 'external_with_service_account' : 'external';
    }
    if (fileStore.externalVolume) {
        return 'external_volume';
    }
    if (fileStore.local?.enabled === true) {
        return 'local';
    }
    return fileStore.operatorManaged ? 'operator_managed' : undefined;
}

/** Pods with a role of the cloud (IRSA) have no key; without one in the variables it may be in the configuration. */
function judgeKey({values, unseen}: Found['pods'][0]['environment'], from: FileStore['from']): FileStore['secret'] {
    const key = values.get(KEY);
    if (key !== undefined && key !== '') {
        return judgeSecretLength(key, S3_KEY_MINIMUM_BYTES);
    }
    return from === 'external_with_service_account' && !unseen.includes(KEY) ? 'none' : 'unreadable';
}

function readFlag(text: string | undefined): boolean | null {
    return text === undefined ? null : text === 'true';
}
