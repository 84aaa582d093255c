import {mirrorImage} from './mirror_image.ts';

const FIPS = 'mattermost/mattermost-enterprise-fips-edition:11.7.2';
const OWN = 'registry.example.com:5000/chat/mattermost-enterprise-fips-edition:11.7.2';

test.each([
    [
        'Docker Hub’s own name goes into each node',
        FIPS,
        [
            `docker pull --platform linux/amd64 ${FIPS}`,
            `docker save -o image.tar ${FIPS}`,
            'ctr -n k8s.io images import image.tar',
        ],
    ],
    [
        'a registry of one’s own gets the official image under its own name; a digest stays what it is by itself',
        `${OWN}@sha256:${'a'.repeat(64)}`,
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
])('%s', (_name, image, commands) => {
    expect(mirrorImage(image)).toEqual(commands);
});

test('what is no image name is in no command', () => {
    expect(mirrorImage("'; touch /tmp/x; '").join()).not.toContain('touch');
});
