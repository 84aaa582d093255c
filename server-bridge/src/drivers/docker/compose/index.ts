export {makeComposeDriver} from './driver.ts';
