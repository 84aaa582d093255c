import {mirrorImage} from './mirror_image.ts';

const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const OWN = 'registry.example.com:5000/chat/mattermost-enterprise-fips-edition:11.7.2';

test.each([FIPS, `docker.io/${FIPS}`, `index.docker.io/${FIPS}`])('%s of Docker Hub goes into each node', (image) => {
    expect(mirrorImage(image)).toEqual([
        `docker pull --platform linux/amd64 ${image}`,
        `docker save -o mattermost-enterprise-fips-edition.tar ${image}`,
        'ctr -n k8s.io images import mattermost-enterprise-fips-edition.tar',
    ]);
});

test('each image has a file of its own', () => {
    expect(mirrorImage('postgres:13').at(-1)).toBe('ctr -n k8s.io images import postgres.tar');
});

test.each([
    [
        'a registry of one’s own gets the official image under its own name',
        OWN,
        [`docker pull --platform linux/amd64 ${FIPS}`, `docker tag ${FIPS} ${OWN}`, `docker push ${OWN}`],
    ],
    [
        'where an image of another name comes from is not known',
        'registry.example.com/library/postgres:13',
        [
            'docker pull --platform linux/amd64 <where the image comes from>',
            'docker tag <where the image comes from> registry.example.com/library/postgres:13',
            'docker push registry.example.com/library/postgres:13',
        ],
    ],
    ['what a digest names has no command', `${OWN}@sha256:${'a'.repeat(64)}`, []],
    ['what is no image name has none', "'; touch /tmp/x; '", []],
])('%s', (_name, image, commands) => {
    expect(mirrorImage(image)).toEqual(commands);
});
