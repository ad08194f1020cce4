// Grades addresses of a service by the scoring code of the MDN HTTP Observatory, seen through a proxy that ends TLS.
//   node observatory.mjs PORT HTTP_PORT HTTPS_PORT KEYSTORE PATH...
// PORT is the service's; the proxy listens on the two others of localhost with the key of the PKCS12 KEYSTORE (password
// "password"), which NODE_EXTRA_CA_CERTS must trust. OBSERVATORY names the package's folder (.ci/observatory installs it).
// One line an address; exit code 1 when one of them is below A+, or when any single rule finds fault, whatever the sum.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';

const [port, httpPort, httpsPort, keystore, ...paths] = process.argv.slice(2);
const observatory = (file) => import(`${process.env.OBSERVATORY}/src/${file}`);
const { retrieve } = await observatory('retriever/retriever.js');
const { ALL_TESTS } = await observatory('constants.js');
const { getGradeForScore, getScoreModifier } = await observatory('grader/grader.js');
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await observatory('grader/charts.js');

const proxyOf = (protocol) => (request, response) => {
  const { method, url, headers } = request;
  const told = { ...headers, 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': protocol };
  const onward = http.request({ host: '127.0.0.1', port, method, path: url, headers: told }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.on('error', (failure) => response.destroy(failure));
  request.pipe(onward);
};

/** Bonus points count only for who loses almost none. */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const gradeOf = (results) => {
  const points = results.map(({ result }) => getScoreModifier(result));
  const withoutBonus = 100 + sum(points.filter((number) => number < 0));
  const earned = withoutBonus >= MINIMUM_SCORE_FOR_EXTRA_CREDIT;
  return getGradeForScore(earned ? 100 + sum(points) : withoutBonus);
};

const grade = async (path) => {
  const seen = await retrieve('localhost', { path, httpPort, httpsPort });
  const { status, verified } = seen.responses.https ?? {};
  const results = ALL_TESTS.map((test) => test(seen));
  const { grade, score } = gradeOf(results);
  console.log(`${grade} ${score} ${path} (${status})`);
  results.filter(({ pass }) => !pass).forEach(({ constructor, result }) => console.log(`  ${constructor.name}: ${result}`));
  return verified && grade === 'A+' && results.every(({ pass }) => pass);
};

const secure = https.createServer({ pfx: readFileSync(keystore), passphrase: 'password' }, proxyOf('https'));
const clear = http.createServer(proxyOf('http'));
await Promise.all([[secure, httpsPort], [clear, httpPort]].map(
  ([server, at]) => new Promise((listening) => server.listen(at, '127.0.0.1', listening))));
const passed = [];
for (const path of paths) {
  passed.push(await grade(path));
}
process.exit(passed.length > 0 && passed.every(Boolean) ? 0 : 1);
