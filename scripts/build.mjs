// Builds the bundles where that is due.
import { buildIfStale } from './build-if-stale.mjs';

buildIfStale();
