import * as v from 'valibot';
import type { ApiAnswer, ApiArgs, ApiMethod } from '../../shared/api.ts';
import { failure, problemOf, type Result } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import type { HostApi } from './host-api.ts';
import { ARGUMENTS, isMethod } from './schemas.ts';

/** One call from outside, from its unchecked name and arguments to its result. Never rejects. */
export async function dispatch(api: HostApi, method: unknown, args: unknown): Promise<Result<unknown>> {
  try {
    if (!isMethod(method)) {
      throw failure('bad-request', say('failure.noMethod', { method: nameOf(method) }));
    }
    return { ok: true, value: await perform(api, method, args) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(thrown) };
  }
}

async function perform<K extends ApiMethod>(api: HostApi, method: K, args: unknown): Promise<ApiAnswer<K>> {
  return api[method](parse(method, args));
}

/** The arguments of `method`, checked. Throws `bad-request` and says which one is wrong. */
function parse<K extends ApiMethod>(method: K, args: unknown): ApiArgs<K> {
  const parsed = v.safeParse(ARGUMENTS[method], args, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const at = v.getDotPath(issue) ?? 'arguments';
  throw failure('bad-request', say('failure.argument', { method, at, message: issue.message }), {
    ...(issue.expected === null ? {} : { expected: say('failure.text', { text: issue.expected }) }),
  });
}

/** The name as it may be repeated: it came from outside. */
const nameOf = (method: unknown): string =>
  typeof method === 'string' ? JSON.stringify(method.slice(0, 40)) : `of type ${typeof method}`;
