import React, {useState} from 'react';
import type {ComponentType} from 'react';

/** The console's page of one plugin: the switch, the plugin's own part, and Save outside of what scrolls. */
export function PluginSetting({page: Page}: {readonly page: ComponentType | undefined}) {
    const [enabled, setEnabled] = useState(true);
    return (
        <>
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
                                {[true, false].map((value) => (
                                    <label key={String(value)}>
                                        <input
                                            type="radio"
                                            name="enable"
                                            checked={enabled === value}
                                            onChange={() => setEnabled(value)}
                                        />
                                        {value ? 'True' : 'False'}
                                    </label>
                                ))}
                                <div className="help-text">When true, this plugin is enabled.</div>
                            </div>
                        </fieldset>
                        {Page && <Page />}
                    </form>
                </div>
            </div>
            <div className="admin-console-save">
                <button type="submit" className="btn btn-primary" disabled>
                    Save
                </button>
            </div>
        </>
    );
}
