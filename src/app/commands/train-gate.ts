import { workerData } from 'node:worker_threads';
import { createSafetyGate } from '../../safety/create-safety-gate.ts';

createSafetyGate({ cacheFolder: workerData as string });
