import type {Mattermost, Variable} from './resource.ts';

/** The variables of the server's container: the operator's own, with those of `mattermostEnv` in place of the same names. */
export function makeEnvironment({spec}: Mattermost): readonly Variable[] {
    const secret = spec.database?.external?.secret;
    const host = spec.ingress?.enabled === true ? spec.ingress.host : undefined;
    const connection = (name: string): Variable => ({
        name,
        valueFrom: {secretKeyRef: {name: secret, key: 'DB_CONNECTION_STRING'}},
    });
    const own: readonly Variable[] = [
        ...(secret === undefined ? [] : [connection('MM_CONFIG'), connection('MM_SQLSETTINGS_DATASOURCE')]),
        ...(spec.fileStore?.local?.enabled === true
            ? [
                  {name: 'MM_FILESETTINGS_DRIVERNAME', value: 'local'},
                  {name: 'MM_FILESETTINGS_DIRECTORY', value: '/mattermost/data'},
              ]
            : []),
        {name: 'MM_PLUGINSETTINGS_ENABLEUPLOADS', value: 'true'},
        {name: 'MM_METRICSSETTINGS_ENABLE', value: 'true'},
        {name: 'MM_METRICSSETTINGS_LISTENADDRESS', value: ':8067'},
        {name: 'MM_CLUSTERSETTINGS_ENABLE', value: 'true'},
        {name: 'MM_CLUSTERSETTINGS_CLUSTERNAME', value: 'production'},
        {name: 'MM_INSTALL_TYPE', value: 'kubernetes-operator'},
        ...(host === undefined ? [] : [{name: 'MM_SERVICESETTINGS_SITEURL', value: `https://${host}`}]),
        {name: 'MM_FILESETTINGS_MAXFILESIZE', value: '1048576000'},
    ];
    const byName = new Map(own.map((variable) => [variable.name, variable]));
    for (const variable of spec.mattermostEnv ?? []) {
        byName.set(variable.name, variable);
    }
    return [...byName.values()];
}
