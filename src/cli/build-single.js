// npm run build:single: one file that opens from file://, in build-single/index.html and nothing else.
import { build } from './build.js';
import { install } from './install.js';

install();
build('build-single');
console.log('Waythrough in one file: build-single/index.html');
