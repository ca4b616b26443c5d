import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts the thread whose file stands beside the caller's (`import.meta.url`), named without its ending. From source, the
 * thread must first learn to read TypeScript; that is for tests and tools, never in what is built.
 */
export function startThread(name: string, besides: string, options: WorkerOptions = {}): Worker {
  const fromSource = besides.endsWith('.ts');
  const file = new URL(`./${name}.${fromSource ? 'ts' : 'js'}`, besides);
  if (!fromSource) return new Worker(file, options);
  const tsx = import.meta.resolve('tsx/esm/api');
  const start = `import('${tsx}').then((api) => { api.register(); return import('${file}'); })`;
  return new Worker(start, { ...options, eval: true, execArgv: [] });
}
