// express with better-sqlite3, WAL and FULL, a prepared statement, a commit for each request.
const crypto = require("crypto");
const path = require("path");
const express = require("express");
const Database = require("better-sqlite3");

const [port, folder] = process.argv.slice(2);
const secret = process.env.BENCH_SECRET;
const database = new Database(path.join(folder, "peer.db"));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(
  "CREATE TABLE deliveries (id INTEGER PRIMARY KEY, digest BLOB UNIQUE, headers TEXT," +
    " body BLOB, received_at REAL)"
);
const keep = database.prepare(
  "INSERT OR IGNORE INTO deliveries (digest, headers, body, received_at) VALUES (?, ?, ?, ?)"
);

const app = express();
app.disable("x-powered-by");
app.disable("etag");
app.use(express.raw({ type: () => true, limit: "1mb" }));
app.post(/^\/hooks\//, (request, response) => {
  const expected = crypto.createHmac("sha256", secret).update(request.body).digest("hex");
  const given = Buffer.from(request.get("signature") || "");
  if (given.length !== expected.length || !crypto.timingSafeEqual(given, Buffer.from(expected))) {
    response.status(401).end();
    return;
  }
  const digest = crypto.createHash("sha256").update(request.body).digest();
  keep.run(digest, JSON.stringify(request.headers), request.body, Date.now() / 1000);
  response.json({ received: true });
});
app.listen(Number(port), "127.0.0.1", 1024, () => console.log("ready"));
