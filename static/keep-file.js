// Checking a file leaves it chosen, so that it can be stored next. Without this script one chooses it again.
"use strict";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-keep-file]") || event.submitter?.value === "store") return;
  event.preventDefault();
  const chosen = form.querySelector("input[type=file]");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, event.submitter) });
    if (answer.redirected) throw new Error("signed out");
    show(new DOMParser().parseFromString(await answer.text(), "text/html"), chosen);
  } catch {
    form.submit();
  }
});

function show(page, chosen) {
  const main = page.querySelector("main");
  const empty = main.querySelector("input[type=file]");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (empty.hasAttribute(name)) chosen.setAttribute(name, empty.getAttribute(name));
    else chosen.removeAttribute(name);
  }
  empty.replaceWith(chosen);
  main.querySelector("[data-lost-file]")?.remove();
  document.querySelector("main").replaceWith(main);
  document.title = page.title;
  (main.querySelector("#faults") ?? main.querySelector("#found"))?.focus();
}
