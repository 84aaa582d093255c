import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';

const UNIT_FOLDERS = [
    '/etc/systemd/system',
    '/run/systemd/system',
    '/usr/local/lib/systemd/system',
    '/usr/lib/systemd/system',
    '/lib/systemd/system',
];
const COMMAND = /^(?:Exec\w+|WorkingDirectory|EnvironmentFile)\s*=/;
const DOCKER = /(?:^|[\s/=@+!-])docker(?:-compose)?\s/;

/** The systemd unit that starts or stops this project's folder or this container; undefined where none of this host's does. */
export async function findUnit(
    {directory, container}: {readonly directory: string; readonly container: string},
    folders: readonly string[] = UNIT_FOLDERS,
): Promise<string | undefined> {
    for (const folder of folders) {
        const names = (await readdir(folder).catch(() => [])).filter((name) => /\.service(?:\.d)?$/.test(name));
        for (const name of names.toSorted()) {
            const texts = name.endsWith('.d')
                ? await readDropIns(join(folder, name))
                : [await readFile(join(folder, name), 'utf8').catch(() => '')];
            if (texts.some((text) => runs(text, directory, container))) {
                return name.replace(/\.d$/, '');
            }
        }
    }
    return undefined;
}

async function readDropIns(folder: string): Promise<readonly string[]> {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.conf'));
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
}

function runs(text: string, directory: string, container: string): boolean {
    // A line goes on behind a backslash.
    const lines = text
        .replaceAll('\\\n', ' ')
        .split('\n')
        .filter((line) => COMMAND.test(line.trim()));
    return lines.some((line) => {
        const words = line
            .replace(COMMAND, '')
            .split(/[\s"'=]+/)
            .filter((word) => word !== '');
        return (
            (directory !== '' && words.some((word) => isIn(word.replace(/^[-@:+!]+/, ''), directory))) ||
            (DOCKER.test(line) && words.includes(container))
        );
    });
}

/** The folder itself, or something below it; `%i` in a template's path is whatever the instance is called. */
function isIn(word: string, directory: string): boolean {
    const given = word.split('/');
    return directory.split('/').every((part, index) => given[index] === part || isInstance(given[index], part));
}

function isInstance(given: string | undefined, part: string): boolean {
    const [before, after] = (given ?? '').split(/%[iIjJ]/);
    return (
        before !== undefined &&
        after !== undefined &&
        part.startsWith(before) &&
        part.slice(before.length).endsWith(after)
    );
}
