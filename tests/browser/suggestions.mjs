// With JavaScript: suggestions by the keyboard alone, and what is said aloud about them.
import { violations, withAxe } from "./axe.mjs";

export const suggestions = async ({ browser, address, wrong, examined }) => {
  const context = await browser.newContext({ baseURL: address, reducedMotion: "reduce" });
  await withAxe(context);
  const page = await context.newPage();
  let steps = 0;
  const expect = (what, holds) => {
    steps += 1;
    if (!holds) wrong("suggestions", page.url(), what);
  };

  await page.goto("/hjaelp");
  await page.keyboard.press("/");
  const box = page.locator("input[type=search]");
  const list = page.getByRole("listbox");
  const focused = () => box.evaluate((box) => document.activeElement === box);
  const active = () => box.evaluate((box) => document.getElementById(box.getAttribute("aria-activedescendant"))?.innerText);
  expect("/ leads to the box", await focused());
  expect("/ is not typed", (await box.inputValue()) === "");

  await page.keyboard.type("sko");
  await list.waitFor();
  const count = await page.getByRole("option").count();
  const status = page.locator("form.search [role=status]");
  expect("suggestions are announced with their number", (await status.textContent()) === `${count} forslag`);
  expect("the box says that its list is open", (await box.getAttribute("aria-expanded")) === "true");
  for (const violation of await violations(page)) wrong("suggestions", page.url(), violation);
  steps += 1;

  await page.keyboard.press("ArrowDown");
  const first = await active();
  expect("ArrowDown marks the first", first === (await page.getByRole("option").first().innerText()));
  await page.keyboard.press("ArrowUp");
  expect("ArrowUp leads back to the box", (await active()) === undefined);
  await page.keyboard.press("Escape");
  expect("Escape closes the list", await list.isHidden());
  expect("Escape keeps what was typed", (await box.inputValue()) === "sko");
  expect("Escape keeps the focus", await focused());
  expect("a closed list is not announced", (await status.textContent()) === "");

  await page.keyboard.press("ArrowDown");
  await list.waitFor();
  expect("ArrowDown opens it again", (await box.getAttribute("aria-expanded")) === "true");
  while ((await active()) === undefined) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/soeg?*");
  expect("Enter on a suggestion finds something", (await page.locator("ol.hits > li").count()) > 0);

  await page.goto("/");
  await page.keyboard.press("/");
  await page.keyboard.type("qzxq");
  await page.waitForFunction(() => document.querySelector("form.search [role=status]").textContent);
  expect("that there are none is announced", (await status.textContent()) === "Ingen forslag");
  expect("an empty list does not open", await list.isHidden());
  await page.keyboard.press("Enter");
  await page.waitForURL("**/soeg?q=qzxq");
  expect("Enter without a suggestion searches the words", await page.locator(".nothing").isVisible());

  examined("suggestions", steps);
  await context.close();
};
