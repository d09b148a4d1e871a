// An OpenID provider for the tests and the demonstration, on this machine only: `node provider.mjs settings.json`.
//
// What it does by OpenID Connect is oidc-provider's, which shares no code with the platform. Ours is the page where an
// invented person is chosen instead of proved, and what is known of each. Settings: port (0: any that is free), client
// {id, secret, redirects, logout}, people [{kind, name, id_number, phone, assurance, uscc, legal_name, representative}].
// It says `{"issuer": …}` on its standard output once it answers.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import Provider, { interactionPolicy } from 'oidc-provider';

import { choosing, leaving, left } from './pages.mjs';

const settings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const people = new Map(settings.people.map((person) => [subject(person), person]));
const server = createServer();

server.listen(settings.port, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  const answer = provider.callback();
  server.on('request', (request, response) => {
    const chosen = /^\/interaction\/[\w-]+$/.test(request.url.split('?')[0]);
    (chosen ? interact(provider, request, response) : answer(request, response))?.catch?.((error) => {
      response.writeHead(400, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`无法继续：${error.message}`);
    });
  });
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});

function subject(person) {
  return createHash('sha256').update(`${person.kind}:${person.uscc ?? ''}:${person.id_number}`).digest('hex').slice(0, 32);
}

function configuration() {
  const { client } = settings;
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: client.redirects,
        post_logout_redirect_uris: client.logout ?? [],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        application_type: 'web',
      },
    ],
    jwks: { keys: [key('rsa', { modulusLength: 2048 }, 'RS256')] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    acrValues: ['1', '2', '3'],
    scopes: ['openid', 'person', 'legal_person'],
    claims: {
      openid: ['sub'],
      acr: null,
      person: ['name', 'id_number', 'id_type', 'phone_number'],
      legal_person: ['uscc', 'legal_name', 'legal_representative'],
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => { ctx.body = leaving(form); },
        postLogoutSuccessSource: (ctx) => { ctx.body = left(); },
      },
    },
    interactions: { policy: policy(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    // Whom the person wants to be known to was decided by choosing.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid person legal_person');
      await grant.save();
      return grant;
    },
    findAccount: (_ctx, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: () => ({ sub, ...claims(person) }) };
    },
    ttl: { AccessToken: 120, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
  };
}

function key(kind, options, alg) {
  const { privateKey } = generateKeyPairSync(kind, options);
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: randomBytes(8).toString('hex') };
}

// Somebody else may sit at the same browser: nobody is let in because somebody was before.
function policy() {
  const base = interactionPolicy.base();
  const { Check } = interactionPolicy;
  base.get('login').checks.add(
    new Check('choose_person', 'a person is to be chosen', (ctx) =>
      ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT),
  );
  return base;
}

function claims(person) {
  const said = {
    name: person.name,
    id_number: person.id_number,
    id_type: person.id_type,
    phone_number: person.phone,
    uscc: person.uscc,
    legal_name: person.legal_name,
    legal_representative: person.representative,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value));
}

async function interact(provider, request, response) {
  const { params } = await provider.interactionDetails(request, response);
  const kind = params.scope.split(' ').includes('legal_person') ? 'legal_person' : 'personal';
  if (request.method !== 'POST') {
    const query = new URL(request.url, 'http://here').searchParams.get('q') ?? '';
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(choosing(kind, query.trim(), [...people].filter(([, person]) => person.kind === kind)));
    return;
  }
  const form = new URLSearchParams(await body(request));
  const accountId = form.get('person');
  const result = people.has(accountId)
    ? { login: { accountId, acr: form.get('level') || people.get(accountId).assurance, remember: false } }
    : { error: 'access_denied', error_description: 'nobody was chosen' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function body(request) {
  let text = '';
  for await (const piece of request) {
    text += piece;
    if (text.length > 4096) throw new Error('too much was sent');
  }
  return text;
}
