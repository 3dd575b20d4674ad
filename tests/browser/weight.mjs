// What a first visit to the search page fetches, in bytes as they come over the wire.

const MOST = { document: Infinity, stylesheet: 20_000, script: 15_000, font: Infinity, all: 60_000 };

export const weight = async ({ browser, address, wrong, examined }) => {
  const context = await browser.newContext({ baseURL: address });
  const page = await context.newPage();
  const url = "/soeg?q=kommune";
  const finished = [];
  page.on("requestfinished", (request) => finished.push(request));
  await page.goto(url, { waitUntil: "networkidle" });
  const hits = await page.locator("ol.hits > li").count();
  if (hits !== 10) wrong("weight", url, `${hits} hits, not ten`);

  const weighs = { all: 0 };
  for (const request of finished) {
    const { responseBodySize } = await request.sizes();
    const type = request.resourceType();
    weighs[type] = (weighs[type] ?? 0) + responseBodySize;
    weighs.all += responseBodySize;
  }
  for (const [type, most] of Object.entries(MOST)) {
    if (!weighs[type]) wrong("weight", url, `no ${type} was fetched`);
    if (weighs[type] > most) wrong("weight", url, `${type}: ${weighs[type]} bytes, at most ${most}`);
  }
  examined("weight", finished.length, weighs);
  await context.close();
};
