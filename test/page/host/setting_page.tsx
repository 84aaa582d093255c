import React, {useEffect, useState} from 'react';
import {callServer} from './call_server.ts';
import type {ConsolePage, ShownSetting} from './console_pages.ts';

type Value = string | number | boolean;
type Config = Record<string, Record<string, Value>>;

/** A page of the console's own settings: reads them, and saves what was changed as the real one does. */
export function SettingPage({page: {settings}}: {readonly page: ConsolePage}) {
    const [config, setConfig] = useState<Config>();
    const [changed, setChanged] = useState<Config>({});
    const [said, setSaid] = useState('');
    useEffect(() => {
        void callServer('GET', '/config').then((found) => setConfig(found as Config));
    }, []);
    const save = async () => {
        try {
            setConfig((await callServer('PUT', '/config/patch', changed)) as Config);
            setChanged({});
            setSaid('Saved');
        } catch (error) {
            setSaid(String(error));
        }
    };
    const change = ({section, name}: ShownSetting, value: Value) =>
        setChanged((before) => ({...before, [section]: {...before[section], [name]: value}}));
    const isChanged = Object.keys(changed).length > 0;
    return (
        <>
            <div className="admin-console__wrapper">
                <div className="admin-console__content">
                    <form
                        className="form-horizontal"
                        onSubmit={(event) => {
                            event.preventDefault();
                            void save();
                        }}
                    >
                        {config &&
                            settings.map((setting) => (
                                <label key={setting.name} className="form-group">
                                    <span className="control-label">{setting.label}</span>
                                    <Field
                                        setting={setting}
                                        value={
                                            changed[setting.section]?.[setting.name] ??
                                            config[setting.section]?.[setting.name] ??
                                            ''
                                        }
                                        onChange={(value) => change(setting, value)}
                                    />
                                </label>
                            ))}
                        {settings.length === 0 && <p>The stand-in shows nothing here.</p>}
                    </form>
                </div>
            </div>
            <div className="admin-console-save">
                <button type="button" className="btn btn-primary" disabled={!isChanged} onClick={() => void save()}>
                    Save
                </button>
                <span role="status">{said}</span>
            </div>
        </>
    );
}

function Field({
    setting: {kind},
    value,
    onChange,
}: {
    readonly setting: ShownSetting;
    readonly value: Value;
    readonly onChange: (value: Value) => void;
}) {
    return kind === 'boolean' ? (
        <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
    ) : (
        <input
            type={kind}
            value={String(value)}
            onChange={(event) => onChange(kind === 'number' ? Number(event.target.value) : event.target.value)}
        />
    );
}
