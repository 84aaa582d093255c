/** Builds what the Kubernetes lane runs, where the cache has none: `node test/cluster/build_binaries.ts`. */
import {kubernetesBinaries, kwokBinary} from './binaries.ts';

await kubernetesBinaries();
await kwokBinary();
