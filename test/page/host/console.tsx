import React, {useState} from 'react';
import type {ComponentType} from 'react';

const SECTIONS: readonly (readonly [string, readonly string[]])[] = [
    ['About', ['Edition and License']],
    ['Reporting', ['Workspace Optimization', 'Site Statistics', 'Team Statistics', 'Server Logs']],
    ['User Management', ['Users', 'Groups', 'Teams', 'Channels', 'Permissions']],
    ['Environment', ['Web Server', 'Database', 'File Storage', 'Image Proxy', 'SMTP']],
    ['Authentication', ['Signup', 'Email', 'Password', 'MFA', 'SAML 2.0']],
    ['Plugins', ['Plugin Management', 'FIPS Readiness']],
];

/** The console around a plugin's page: schema_admin_settings.tsx as far as it can touch what stands in it. */
export function Console({page: Page}: {readonly page: ComponentType | undefined}) {
    const [enabled, setEnabled] = useState(true);
    return (
        <div className="admin-console">
            <header className="backstage-navbar">
                <a className="backstage-navbar__back" href="/">
                    ‹ Back
                </a>
            </header>
            <div className="admin-sidebar">
                <div className="AdminSidebarHeader">
                    <strong>System Console</strong>
                    <span>@admin</span>
                </div>
                <nav aria-label="System Console Menu">
                    {SECTIONS.map(([title, items]) => (
                        <React.Fragment key={title}>
                            <h4>{title}</h4>
                            <ul>
                                {items.map((item) => (
                                    <li key={item} className={item === 'FIPS Readiness' ? 'active' : ''}>
                                        <a href={`/admin_console/${item.toLowerCase().replaceAll(' ', '_')}`}>{item}</a>
                                    </li>
                                ))}
                            </ul>
                        </React.Fragment>
                    ))}
                </nav>
            </div>
            <main className="wrapper--fixed">
                <div className="admin-console__header">
                    <span>FIPS Readiness</span>
                </div>
                <div className="admin-console__wrapper">
                    <div className="admin-console__content">
                        <form
                            className="form-horizontal"
                            onSubmit={(event) => {
                                event.preventDefault();
                                document.documentElement.dataset['submitted'] = 'yes';
                            }}
                        >
                            <fieldset className="form-group">
                                <legend className="control-label">Enable Plugin:</legend>
                                <div className="radios">
                                    <label>
                                        <input
                                            type="radio"
                                            name="enable"
                                            checked={enabled}
                                            onChange={() => setEnabled(true)}
                                        />
                                        True
                                    </label>
                                    <label>
                                        <input
                                            type="radio"
                                            name="enable"
                                            checked={!enabled}
                                            onChange={() => setEnabled(false)}
                                        />
                                        False
                                    </label>
                                    <div className="help-text">When true, this plugin is enabled.</div>
                                </div>
                            </fieldset>
                            {Page && <Page />}
                            <div className="admin-console-save">
                                <button type="submit" className="btn btn-primary" disabled>
                                    Save
                                </button>
                            </div>
                        </form>
                    </div>
                </div>
            </main>
        </div>
    );
}
