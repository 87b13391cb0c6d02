// The usual cache middleware of Express: GET from Redis, else fetch from the origin and SET EX.
// Arguments: port, Redis port, origin's port.
const express = require('express');
const { createClient } = require('redis');

const [port, redisPort, originPort] = process.argv.slice(2);
const app = express();
app.disable('x-powered-by');
app.disable('etag');

createClient({ url: `redis://127.0.0.1:${redisPort}` })
  .connect()
  .then((redis) => {
    app.use(async (request, response) => {
      const key = `express:${request.originalUrl}`;
      const found = await redis.get(key);
      response.type('application/json');
      if (found !== null) return response.send(found);
      const answer = await fetch(`http://127.0.0.1:${originPort}${request.originalUrl}`);
      const body = await answer.text();
      if (answer.ok) await redis.set(key, body, { EX: 86400 });
      return response.status(answer.status).send(body);
    });
    app.listen(Number(port), '127.0.0.1');
  });
