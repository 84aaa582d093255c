/** One setting a page of the console shows: its place in the configuration, its label, and how it is typed. */
export type ShownSetting = {
    readonly section: string;
    readonly name: string;
    readonly label: string;
    readonly kind: 'number' | 'text' | 'boolean';
};

/** One page of the console besides ours: what its `Open in System Console` leads to. */
export type ConsolePage = {
    readonly group: string;
    readonly title: string;
    readonly settings: readonly ShownSetting[];
};

const setting = (section: string, name: string, label: string, kind: ShownSetting['kind']): ShownSetting => ({
    section,
    name,
    label,
    kind,
});

/** By path below `/admin_console/`, as admin_definition.tsx has them; each with the settings that a check may send somebody to. */
export const CONSOLE_PAGES: Readonly<Record<string, ConsolePage>> = {
    'about/license': {group: 'About', title: 'Edition and License', settings: []},
    'environment/web_server': {
        group: 'Environment',
        title: 'Web Server',
        settings: [
            setting('ServiceSettings', 'ConnectionSecurity', 'Connection Security:', 'text'),
            setting('ServiceSettings', 'TLSMinVer', 'Minimum TLS version:', 'text'),
        ],
    },
    'environment/file_storage': {
        group: 'Environment',
        title: 'File Storage',
        settings: [
            setting('FileSettings', 'DriverName', 'File Storage System:', 'text'),
            setting('FileSettings', 'ExtractContent', 'Enable Document Search by Content:', 'boolean'),
            setting('FileSettings', 'AmazonS3SSL', 'Enable Secure Amazon S3 Connections:', 'boolean'),
        ],
    },
    'environment/image_proxy': {
        group: 'Environment',
        title: 'Image Proxy',
        settings: [
            setting('ImageProxySettings', 'Enable', 'Enable Image Proxy:', 'boolean'),
            setting('ImageProxySettings', 'ImageProxyType', 'Image Proxy Type:', 'text'),
        ],
    },
    'environment/smtp': {
        group: 'Environment',
        title: 'SMTP',
        settings: [
            setting('EmailSettings', 'SMTPServer', 'SMTP Server:', 'text'),
            setting('EmailSettings', 'SendEmailNotifications', 'Enable Email Notifications:', 'boolean'),
        ],
    },
    'authentication/password': {
        group: 'Authentication',
        title: 'Password',
        settings: [setting('PasswordSettings', 'MinimumLength', 'Minimum Password Length:', 'number')],
    },
    'authentication/saml': {
        group: 'Authentication',
        title: 'SAML 2.0',
        settings: [setting('SamlSettings', 'SignatureAlgorithm', 'Signature Algorithm', 'text')],
    },
    'plugins/plugin_management': {group: 'Plugins', title: 'Plugin Management', settings: []},
};

/** The page's own place in the console. */
export const OWN_PATH = 'plugins/plugin_fips-readiness';
