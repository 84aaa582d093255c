import type {Mattermost, Variable} from './resource.ts';

/** The variables of the server's container: the operator's own, with those of `mattermostEnv` in place of the same names. */
export function makeEnvironment({spec}: Mattermost): readonly Variable[] {
    const secret = spec.database?.external?.secret;
    const host = spec.ingress?.enabled === true ? spec.ingress.host : undefined;
    const ofSecret = (name: string, from: string, key: string): Variable => ({
        name,
        valueFrom: {secretKeyRef: {name: from, key}},
    });
    const {external} = spec.fileStore ?? {};
    const own: readonly Variable[] = [
        ...(secret === undefined
            ? []
            : ['MM_CONFIG', 'MM_SQLSETTINGS_DATASOURCE'].map((name) => ofSecret(name, secret, 'DB_CONNECTION_STRING'))),
        ...(external
            ? [
                  {name: 'MM_FILESETTINGS_DRIVERNAME', value: 'amazons3'},
                  {name: 'MM_FILESETTINGS_AMAZONS3BUCKET', value: external.bucket},
                  {name: 'MM_FILESETTINGS_AMAZONS3ENDPOINT', value: external.url},
                  {name: 'MM_FILESETTINGS_AMAZONS3SSL', value: 'true'},
              ]
            : []),
        ...(external?.secret === undefined
            ? []
            : [
                  ofSecret('MM_FILESETTINGS_AMAZONS3ACCESSKEYID', external.secret, 'accesskey'),
                  ofSecret('MM_FILESETTINGS_AMAZONS3SECRETACCESSKEY', external.secret, 'secretkey'),
              ]),
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
