import type { Taxonomy } from '@/core/skills/taxonomy';
import { ASSESSABLE_SKILLS } from './assessable-skills';
import { RECOGNISED_SKILLS } from './recognised-skills';

/**
 * The skills Assay knows. `prerequisites` are defaults for suggested graphs: conditions come before queries and loops,
 * networks before HTTP, HTTP before what is built and attacked over it.
 */
export const TAXONOMY: Taxonomy = {
  skills: [...ASSESSABLE_SKILLS, ...RECOGNISED_SKILLS],
  misleadingPhrases: [
    'security clearance',
    'security guard',
    'social security',
    'job security',
    'security deposit',
    'food security',
    'security officer',
    'blood testing',
    'drug testing',
    'medical testing',
    'content calendar',
    'editorial calendar',
    'calendar year',
    'networking event',
    'professional networking',
    'social networking',
  ],
  prerequisites: [
    { from: 'logic', to: 'sql' },
    { from: 'logic', to: 'algorithms' },
    { from: 'logic', to: 'testing' },
    { from: 'logic', to: 'regex' },
    { from: 'networking', to: 'http' },
    { from: 'http', to: 'security' },
    { from: 'sql', to: 'security' },
    { from: 'javascript', to: 'concurrency' },
    { from: 'algorithms', to: 'concurrency' },
  ],
};
