import {generateKeyPairSync} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {runOrFail} from '../engine/command.ts';
import {startDaemon} from '../engine/daemon.ts';
import type {Daemon} from '../engine/daemon.ts';
import {findFreePort} from '../engine/free_port.ts';
import {makeApiClient} from '../kubernetes_client/client.ts';
import {AUDIT_LOG, AUDIT_POLICY} from './audit.ts';
import {findEtcd} from './etcd.ts';
import {CLIENT_AUTHORITY, writeClientAuthority} from './client_certificates.ts';
import {printKubeconfig} from './kubeconfig.ts';
import {makeTokens, nameUser, printTokenFile} from './users.ts';
import type {ClusterUser, Tokens} from './users.ts';

/** etcd, API server, controllers and scheduler. */
export type ControlPlane = {
    readonly url: string;
    /** PEM of the authority the API server's certificate is signed by. */
    readonly certificate: string;
    /** PEM file of the certificate that the API server shows to the kubelet. */
    readonly kubeletClientCertificate: string;
    /** File of the kubeconfig the kubelet logs in with. */
    readonly kubeletLogin: string;
    readonly tokens: Tokens;
    stop(): Promise<void>;
};

const LOOPBACK = '127.0.0.1';
/** On a busy machine the first start writes every built-in role, which takes its time. */
const READY_TIMEOUT_MS = 120_000;
/** What it keeps is thrown away: nothing is lost by ending it in the middle of a request. */
const STOP_GRACE_MS = 1_000;

/** Starts a control plane on loopback ports of its own; all it keeps is below `folder`. */
export async function startControlPlane(folder: string, binaries: string): Promise<ControlPlane> {
    const etcdBinary = await findEtcd();
    const [etcdPort, peerPort, port] = [await findFreePort(), await findFreePort(), await findFreePort()];
    const url = `https://${LOOPBACK}:${port}`;
    const file = (name: string) => join(folder, name);
    const tokens = makeTokens();
    await writeFile(file('tokens.csv'), printTokenFile(tokens), {mode: 0o600});
    await writeServiceAccountKeys(file('service-accounts.key'), file('service-accounts.pub'));
    await writeKubeletClient(file('kubelet-client.key'), file('kubelet-client.crt'));
    await writeClientAuthority(folder);
    await writeFile(file('audit-policy.yaml'), JSON.stringify(AUDIT_POLICY));
    await mkdir(file('certificates'));

    const started: Daemon[] = [];
    const start = async (
        name: string,
        program: string,
        args: readonly string[],
        isReady = () => Promise.resolve(true),
    ) => {
        const logPath = file(`${name}.log`);
        const limits = {readyTimeoutMs: READY_TIMEOUT_MS, stopGraceMs: STOP_GRACE_MS};
        started.push(await startDaemon({name, program, args, logPath, isReady, ...limits}));
    };
    const stop = async (): Promise<void> => {
        for (const daemon of started.toReversed()) {
            await daemon.stop();
        }
    };

    try {
        const etcdUrl = `http://${LOOPBACK}:${etcdPort}`;
        const peerUrl = `http://${LOOPBACK}:${peerPort}`;
        await start(
            'etcd',
            etcdBinary,
            [
                ...['--name', 'rig', '--data-dir', file('etcd'), '--unsafe-no-fsync'],
                ...['--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl],
                ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
                ...['--initial-cluster', `rig=${peerUrl}`],
            ],
            () =>
                fetch(`${etcdUrl}/health`).then(
                    ({ok}) => ok,
                    () => false,
                ),
        );
        const readCertificate = () => readFile(file('certificates/apiserver.crt'), 'utf8');
        await start(
            'kube-apiserver',
            join(binaries, 'kube-apiserver'),
            [
                `--etcd-servers=${etcdUrl}`,
                `--bind-address=${LOOPBACK}`,
                `--secure-port=${port}`,
                // Nobody in a pod asks the API server, and loopback is no address for an endpoint.
                '--endpoint-reconciler-type=none',
                `--cert-dir=${file('certificates')}`,
                `--token-auth-file=${file('tokens.csv')}`,
                `--client-ca-file=${file(CLIENT_AUTHORITY)}`,
                '--authorization-mode=Node,RBAC',
                `--service-account-issuer=${url}`,
                `--service-account-key-file=${file('service-accounts.pub')}`,
                `--service-account-signing-key-file=${file('service-accounts.key')}`,
                `--kubelet-client-certificate=${file('kubelet-client.crt')}`,
                `--kubelet-client-key=${file('kubelet-client.key')}`,
                '--kubelet-preferred-address-types=InternalIP',
                '--service-cluster-ip-range=10.199.0.0/24',
                `--audit-policy-file=${file('audit-policy.yaml')}`,
                `--audit-log-path=${file(AUDIT_LOG)}`,
            ],
            async () => {
                try {
                    const api = makeApiClient({url, token: tokens.admin, ca: await readCertificate()});
                    return (await api({path: '/readyz'})).status === 200;
                } catch {
                    return false;
                }
            },
        );
        const certificate = await readCertificate();
        const writeLogin = async (user: ClusterUser): Promise<string> => {
            const path = file(`${user}.kubeconfig`);
            const login = {server: url, certificate, user: nameUser(user), login: {token: tokens[user]}};
            await writeFile(path, printKubeconfig(login), {mode: 0o600});
            return path;
        };
        await start('kube-controller-manager', join(binaries, 'kube-controller-manager'), [
            `--kubeconfig=${await writeLogin('controllers')}`,
            `--root-ca-file=${file('certificates/apiserver.crt')}`,
            `--service-account-private-key-file=${file('service-accounts.key')}`,
            // A claim is bound by the time its pods are scheduled: the scheduler tries again after five seconds only.
            '--pvclaimbinder-sync-period=1s',
            // A fleet is made in a few minutes: twenty requests a second would take half an hour.
            '--kube-api-qps=500',
            '--kube-api-burst=500',
            '--concurrent-deployment-syncs=20',
            '--concurrent-replicaset-syncs=20',
            '--leader-elect=false',
            '--secure-port=0',
        ]);
        await start('kube-scheduler', join(binaries, 'kube-scheduler'), [
            `--kubeconfig=${await writeLogin('scheduler')}`,
            '--leader-elect=false',
            '--secure-port=0',
        ]);
        return {
            url,
            certificate,
            kubeletClientCertificate: file('kubelet-client.crt'),
            kubeletLogin: await writeLogin('kubelet'),
            tokens,
            stop,
        };
    } catch (error) {
        await stop();
        throw error;
    }
}

async function writeServiceAccountKeys(privateFile: string, publicFile: string): Promise<void> {
    const {privateKey, publicKey} = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
        publicKeyEncoding: {type: 'spki', format: 'pem'},
    });
    await writeFile(privateFile, privateKey, {mode: 0o600});
    await writeFile(publicFile, publicKey);
}

/** A certificate that is its own authority: the kubelet trusts this one and no other. */
async function writeKubeletClient(keyFile: string, certificateFile: string): Promise<void> {
    await runOrFail('openssl', [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-subj', '/CN=kube-apiserver', '-addext', 'extendedKeyUsage=clientAuth'],
        ...['-keyout', keyFile, '-out', certificateFile],
    ]);
}
