"use strict";
(() => {
  const claims = [...document.querySelectorAll(".claim")];
  const form = document.getElementById("filters");
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const choices = [...form.querySelectorAll("[data-filter]")];
  const words = new Map(claims.map((claim) => [claim, `${claim.id} ${claim.textContent}`.toLowerCase()]));

  const wanted = (claim) =>
    choices.every((choice) => !choice.value || claim.dataset[choice.dataset.filter] === choice.value) &&
    search.value.toLowerCase().split(/\s+/).every((word) => words.get(claim).includes(word));

  const filter = () => {
    for (const claim of claims) claim.hidden = !wanted(claim);
    for (const part of document.querySelectorAll(".part")) part.hidden = !part.querySelector(".claim:not([hidden])");
    const shown = claims.filter((claim) => !claim.hidden).length;
    count.value = shown === claims.length ? `${shown} claims` : `${shown} of ${claims.length} claims`;
  };

  const reveal = () => {
    const claim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!claim || !claim.classList.contains("claim")) return;
    if (claim.hidden) {
      form.reset();
      filter();
    }
    const details = claim.querySelector("details");
    if (details) details.open = true;
    claim.scrollIntoView();
    claim.focus({ preventScroll: true });
  };

  const step = (by) => {
    const shown = claims.filter((claim) => !claim.hidden);
    const here = shown.indexOf(document.activeElement && document.activeElement.closest(".claim"));
    const next = shown[Math.min(Math.max(here + by, 0), shown.length - 1)];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  };

  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", filter);
  document.getElementById("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
  });
  addEventListener("hashchange", reveal);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
      search.blur();
    } else if (event.target.matches("input, select, textarea")) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      step(event.key === "j" ? 1 : -1);
    }
  });
  reveal();
})();
