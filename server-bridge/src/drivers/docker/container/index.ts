export {makeContainerDriver} from './driver.ts';
