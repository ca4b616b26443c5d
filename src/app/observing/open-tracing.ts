import { context, propagation, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Log } from '../../shared/log.ts';
import type { Tracing } from './tracing.ts';

const SERVICE = 'askwell';
const CLOSE_WITHIN_MS = 5000;

/** Spans to an OpenTelemetry collector over OTLP/HTTP. `endpoint`: its address, without `/v1/traces`. */
export function openTracing({
  endpoint,
  version,
  log,
}: {
  endpoint: string;
  version: string;
  log: Log;
}): Tracing {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = provider.getTracer(SERVICE);
  const span: Tracing['span'] = (name, work) =>
    tracer.startActiveSpan(name, (open) =>
      ended(open, () => work((some) => open.setAttributes(some))),
    );
  return {
    span,
    step:
      (name, work) =>
      (...args) =>
        span(name, () => work(...args)),
    async close() {
      const late = AbortSignal.timeout(CLOSE_WITHIN_MS);
      const closed = Promise.race([
        provider.shutdown(),
        new Promise((_, reject) => late.addEventListener('abort', reject)),
      ]);
      await closed.catch(() => log.warn({}, 'the last spans did not reach the collector'));
      for (const global of [trace, context, propagation]) global.disable();
    },
  };
}

/** The span ends with the work, also where that is a promise. What failed is marked, without its message. */
function ended<Result>(open: Span, work: () => Result): Result {
  const failed = (error: unknown): never => {
    open.setStatus({ code: SpanStatusCode.ERROR });
    open.end();
    throw error;
  };
  try {
    const result = work();
    if (!(result instanceof Promise)) {
      open.end();
      return result;
    }
    return result.then((value: unknown) => {
      open.end();
      return value;
    }, failed) as Result;
  } catch (error) {
    return failed(error);
  }
}
