export { default } from '../../../invite/[token]/loading';
