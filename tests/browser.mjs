// Opens HTML reports in headless Chromium and checks what a person, a keyboard and a screen reader get of them.
//
//   node tests/browser.mjs CHROMIUM FOLDER PAGE...
//
// Screenshots at three widths, light and dark, go to FOLDER, unless it is `-`. It speaks the DevTools protocol over a pipe,
// so that it needs nothing but Node: https://chromedevtools.github.io/devtools-protocol/
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, folder, ...pages] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "plangate-browser-"));
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
const browser = spawn(chromium, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const problems = [];
let last = 0;
const waiting = new Map();
const heard = [];

let buffer = "";
browser.stdio[4].setEncoding("utf8");
browser.stdio[4].on("data", (chunk) => {
  const messages = (buffer + chunk).split("\0");
  buffer = messages.pop();
  for (const message of messages.map((text) => JSON.parse(text))) {
    if (!message.id) heard.push(message);
    else if (message.error) waiting.get(message.id).reject(new Error(message.error.message));
    else waiting.get(message.id).resolve(message.result);
  }
});
const send = (method, params = {}, sessionId = undefined) =>
  new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });
const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

// Runs in the page: text whose contrast with what is behind it is under 4.5 (WCAG 2.1, 1.4.3).
const faint = () => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (channels) => {
    const [r, g, b] = channels.slice(0, 3).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = new Set();
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility() || node.tagName === "SCRIPT") continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.add(`${node.tagName}.${node.className}`);
  }
  return [...found];
};

async function open(page) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  for (const domain of ["Page", "Runtime", "Log", "Network", "Accessibility"]) await call(`${domain}.enable`);
  const run = async (code) => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression: code, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(`${code}: ${exceptionDetails.text}`);
    return result.value;
  };
  const load = async () => {
    await call("Page.navigate", { url: pathToFileURL(resolve(page)).href });
    for (let i = 0; i < 100 && (await run("document.readyState")) !== "complete"; i++) await sleep(20);
    await sleep(100);
  };
  const key = async (name, code, text) => {
    for (const type of ["keyDown", "keyUp"]) {
      await call("Input.dispatchKeyEvent", { type, key: name, code: name, windowsVirtualKeyCode: code, text: type === "keyDown" ? text : undefined });
    }
    await sleep(30);
  };
  const close = () => send("Target.closeTarget", { targetId });
  return { call, run, load, key, close };
}

async function check(page) {
  const name = basename(page, ".html");
  const expect = (holds, what) => holds || problems.push(`${name}: ${what}`);
  const { call, run, load, key, close } = await open(page);
  const shown = "document.querySelectorAll('.finding:not([hidden])').length";
  heard.length = 0;
  await load();

  // Only what the report wrote is in the page.
  expect((await run("document.scripts.length")) === 1, "there is another script");
  expect((await run("document.querySelectorAll('img,iframe,object,embed,link,svg,[onerror],[onclick],[style]').length")) === 0, "there is an element that plangate does not write");
  expect(await run("document.querySelector('h1').textContent.includes('plangate')"), "the verdict is not the first heading");

  // Search and checkboxes.
  const all = await run(shown);
  expect(all > 0, "no finding is shown");
  await key("/", 191, "/");
  expect((await run("document.activeElement.id")) === "search", "/ does not lead to the search");
  await call("Input.insertText", { text: "no such text" });
  await sleep(30);
  expect((await run(shown)) === 0 && !(await run("document.getElementById('nothing').hidden")), "the search finds what is not there");
  await key("Escape", 27);
  expect((await run(shown)) === all, "Escape does not clear the search");
  await run("document.querySelector('input[value=medium]').click()");
  expect((await run("document.querySelectorAll('.finding:not([hidden])[data-severity=medium]').length")) === 0, "a severity that is not chosen is shown");
  expect((await run("document.getElementById('shown').textContent")) === `${await run(shown)} of ${all} shown`, "the count is wrong");
  await run("document.querySelector('button[type=reset]').click()");
  await sleep(30);
  expect((await run(shown)) === all, "Reset does not show all findings");

  // The keyboard reaches the findings and opens them.
  await run("document.getElementById('close').click(); document.querySelector('.finding > summary').focus()");
  await key("Enter", 13, "\r");
  expect(await run("document.querySelector('.finding').open"), "Enter does not open a finding");
  await load();
  await key("Tab", 9);
  expect((await run("document.activeElement.className")) === "skip", "the first stop is not the skip link");

  // A screen reader has a name for everything that can be used, and one main landmark.
  const { nodes } = await call("Accessibility.getFullAXTree");
  const used = nodes.filter((node) => !node.ignored && ["button", "checkbox", "searchbox", "link", "DisclosureTriangle"].includes(node.role?.value));
  expect(used.length > 5 && used.every((node) => node.name?.value), "a control has no name");
  expect(nodes.filter((node) => node.role?.value === "main").length === 1, "there is no main landmark");

  // Printed, every finding is open.
  await run("window.dispatchEvent(new Event('beforeprint'))");
  expect((await run("document.querySelectorAll('details:not([open])').length")) === 0, "what is printed is folded");
  await run("window.dispatchEvent(new Event('afterprint'))");

  await run("document.activeElement.blur()");

  // Three widths, light and dark.
  for (const scheme of ["light", "dark"]) {
    await call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    for (const width of [1280, 768, 360]) {
      await call("Emulation.setDeviceMetricsOverride", { width, height: 900, deviceScaleFactor: 1, mobile: false });
      await sleep(50);
      const wide = await run("document.documentElement.scrollWidth");
      expect(wide <= width, `it is ${wide} wide at ${width}`);
      if (folder !== "-") {
        const { data } = await call("Page.captureScreenshot", { captureBeyondViewport: width === 1280 });
        writeFileSync(join(folder, `${name}-${width}-${scheme}.png`), Buffer.from(data, "base64"));
      }
    }
    await run("document.getElementById('open').click()");
    const weak = await run(`(${faint})()`);
    expect(weak.length === 0, `too little contrast in the ${scheme} scheme: ${weak}`);
    await run("document.getElementById('close').click()");
  }

  // Without script all is there, but the filter.
  await call("Emulation.setScriptExecutionDisabled", { value: true });
  await load();
  await call("Emulation.setScriptExecutionDisabled", { value: false });
  expect((await run(shown)) === all && (await run("document.getElementById('filter').hidden")), "it needs its script to be read");

  // Nothing was asked of the network, refused by the content security policy, or said in a dialog.
  for (const { method, params } of heard) {
    const url = params?.request?.url ?? "";
    expect(method !== "Network.requestWillBeSent" || url.startsWith("file:"), `it asks for ${url}`);
    expect(method !== "Page.javascriptDialogOpening", "it opens a dialog");
    expect(method !== "Runtime.exceptionThrown", `its script fails: ${params?.exceptionDetails?.text}`);
    expect(method !== "Log.entryAdded" || params.entry.level !== "error", `the browser says: ${params?.entry?.text}`);
  }
  await close();
}

try {
  for (const page of pages) await check(page);
} catch (error) {
  problems.push(error.stack);
}
browser.on("exit", () => {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  console.log(problems.length ? problems.join("\n") : `${pages.length} pages hold`);
  process.exit(problems.length ? 1 : 0);
});
await send("Browser.close").catch(() => browser.kill());
