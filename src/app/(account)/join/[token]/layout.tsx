export { default, metadata } from '../../../invite/[token]/layout';
