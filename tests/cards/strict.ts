import { throwOnUnbound } from '../../src/cards/render.ts';

/** Imported first: from here on a template's binding without data is a failed test. */
throwOnUnbound(true);
