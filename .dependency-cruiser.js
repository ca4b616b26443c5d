const steps = '^src/(safety|classifier|answer-bank|escalation)/';
const core = '^src/(domain|shared|safety|classifier|answer-bank|escalation|conversation)/';
const edges =
  '^src/(channels|bot|console|cli|store/(lowdb|postgres|memory))/|^src/(app|main|config)[.]ts$|^src/app/';
const anEdge = '^src/(channels/[^/]+|bot|console|cli|store/[^/]+)/';
const no = (name, from, to) => ({ name, severity: 'error', from, to });
const only = (name, path, packages) =>
  no(`only-in-${name}`, { path: '^src/', pathNot: path }, { path: `node_modules/(${packages})/` });

export default {
  forbidden: [
    no('cycles', {}, { circular: true }),
    no('unresolved', {}, { couldNotResolve: true }),
    no(
      'domain-outward',
      { path: '^src/(domain|shared)/' },
      { path: '^src/', pathNot: '^src/(domain|shared)/' },
    ),
    no(
      'step-to-step',
      { path: steps },
      { path: `${steps}|^src/conversation/`, pathNot: '^src/$1/' },
    ),
    no('core-to-edge', { path: core }, { path: edges }),
    no(
      'edge-to-edge',
      { path: anEdge },
      { path: edges, pathNot: '^src/$1/|^src/channels/channel[.]ts$' },
    ),
    no('src-to-tests', { path: '^src/' }, { path: '^tests/' }),
    no('nobody-imports-main', {}, { path: '^src/main[.]ts$' }),
    no(
      'only-main-imports-app',
      { path: '^src/', pathNot: '^src/(main[.]ts$|app[.]ts$|app/)' },
      { path: '^src/app([.]ts$|/)' },
    ),
    only('bot', '^src/bot/', 'botkit|botbuilder[^/]*'),
    only('slack', '^src/channels/slack/', '@slack/[^/]+'),
    only(
      'web-and-console',
      '^src/(channels/(web|slack)|console)/|^src/app/',
      'fastify|@fastify/[^/]+|fastify-[^/]+',
    ),
    only('classifier', '^src/classifier/', 'natural'),
    only('encoder', '^src/classifier/encoder/', '@energetic-ai/[^/]+'),
    only('email', '^src/channels/email/', 'nodemailer'),
    only('webhook', '^src/channels/webhook/', 'standardwebhooks'),
    only('clocks', '^src/escalation/clocks/', 'opening_hours|luxon'),
    only('lowdb', '^src/store/lowdb/', 'lowdb'),
    only('postgres', '^src/store/postgres/', 'pg|kysely'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(channels/web/widget|console/browser)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
