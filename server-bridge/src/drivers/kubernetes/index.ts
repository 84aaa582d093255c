export {makeKubernetesDriver} from './driver.ts';
