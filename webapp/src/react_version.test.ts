import {version} from 'react';
import {version as domVersion} from 'react-dom';

declare const EXPECTED_REACT_MAJOR: string;

it('runs on the React this project is for', () => {
    expect(version.split('.')[0]).toBe(EXPECTED_REACT_MAJOR);
    expect(domVersion.split('.')[0]).toBe(EXPECTED_REACT_MAJOR);
});
