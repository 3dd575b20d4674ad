// Searching is a form: a browser without JavaScript does all of it.

export const withoutScript = async ({ browser, address, wrong, examined }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: address });
  const page = await context.newPage();
  let steps = 0;
  const expect = (what, holds) => {
    steps += 1;
    if (!holds) wrong("without-script", page.url(), what);
  };
  const query = () => new URL(page.url()).searchParams;
  const total = async () => Number((await page.locator("h1.total").innerText()).match(/[\d.]+/)?.[0].replace(".", ""));

  await page.goto("/");
  await page.getByRole("searchbox").fill("kommune");
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL("**/soeg?*");
  expect("Enter sends the words to /soeg", query().get("q") === "kommune");
  expect("there are ten hits", (await page.locator("ol.hits > li").count()) === 10);
  expect("the words stay in the box", (await page.getByRole("searchbox").inputValue()) === "kommune");
  const all = await total();

  // A facet's value is a link that looks like a box to tick.
  const value = page.locator(".facet[open] li a").first();
  await value.click();
  await page.waitForURL((url) => url.toString().includes("&"));
  expect("a facet's value narrows", (await total()) < all);
  expect("the chosen value says that it is chosen", (await page.locator(".facet a[aria-current=true]").count()) === 1);

  await page.goBack();
  expect("Back leads to all the hits", (await total()) === all);

  const from = page.getByLabel("Fra", { exact: true });
  if (!(await from.isVisible())) await page.getByText("År", { exact: true }).click(); // its group is folded
  await from.fill("2024");
  await page.getByRole("button", { name: "Vis år" }).click();
  await page.waitForURL("**year_from=2024**");
  expect("the years' button keeps the words", query().get("q") === "kommune");
  expect("the years' button narrows", (await total()) < all);

  await page.getByRole("searchbox").fill("skole");
  await page.getByRole("button", { name: "Søg" }).click();
  await page.waitForURL("**q=skole**");
  expect("new words keep the chosen years", query().get("year") === "2024..");
  await page.getByRole("link", { name: "Fjern", exact: false }).first().click();
  await page.waitForURL((url) => !url.searchParams.has("year"));
  expect("the chip takes the years away", query().get("q") === "skole");

  await page.goto("/soeg?q=kommune");
  await page.getByRole("link", { name: "Næste" }).click();
  await page.waitForURL("**offset=10**");
  expect("Next leads to other hits", (await page.locator("ol.hits > li").count()) > 0);
  await page.locator("ol.hits h2 a").first().click();
  await page.waitForURL(/\/(citat|case|figur)\//);
  expect("a hit leads to its page", (await page.locator("article.document").count()) === 1);
  await page.goBack();
  await page.goBack();
  expect("Back twice leads to the first hits", !query().has("offset"));

  examined("without-script", steps);
  await context.close();
};
