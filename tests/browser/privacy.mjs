// A reader leaves no trace: no other host hears of them, nothing is kept, nothing is complained of.

export const privacy = async ({ browser, address, pages, wrong, examined }) => {
  const context = await browser.newContext({ baseURL: address });
  let at = "";
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== address && protocol !== "data:") wrong("privacy", at, `asks ${request.url()}`);
  });
  context.on("console", (message) => {
    // That a page is not there is Chromium's own word about the page itself, and right.
    if (at === pages["findes-ikke"] && message.location().url === address + at) return;
    wrong("privacy", at, `on the console: ${message.text()}`);
  });
  context.on("weberror", (error) => wrong("privacy", at, error.error()));

  const page = await context.newPage();
  for (const url of Object.values(pages)) {
    at = url;
    await page.goto(url, { waitUntil: "networkidle" });
    // Searching and opening what is folded must not keep anything either.
    const box = page.locator("form.search input[type=search], form.find input[type=search]").first();
    if (await box.count()) {
      await box.fill("sko");
      await page.getByRole("listbox").waitFor();
    }
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    for (const kept of await keeps(page)) wrong("privacy", url, `keeps ${kept}`);
  }
  for (const { name } of await context.cookies()) wrong("privacy", at, `sets the cookie ${name}`);
  examined("privacy", Object.keys(pages).length);
  await context.close();
};

const keeps = (page) =>
  page.evaluate(async () => [
    ...(document.cookie ? ["a cookie"] : []),
    ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
    ...(await indexedDB.databases()).map(({ name }) => `the database ${name}`),
    ...(await caches.keys()).map((name) => `the cache ${name}`),
    ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => `a service worker at ${scope}`),
  ]);
