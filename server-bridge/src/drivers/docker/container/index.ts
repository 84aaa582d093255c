export {makeDockerDriver} from './driver.ts';
