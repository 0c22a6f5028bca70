// The page of levers answers while a lever moves. Without this script the form does the same with its button.
"use strict";
(() => {
  const form = document.querySelector("form.levers");
  const answer = document.getElementById("answer");
  if (!form || !answer) return;
  let waiting = 0;
  let asking = new AbortController();

  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    try {
      const told = await fetch(address, { signal: asking.signal });
      const page = new DOMParser().parseFromString(await told.text(), "text/html");
      const fresh = page.getElementById("answer");
      if (fresh) answer.replaceChildren(...fresh.childNodes);
      history.replaceState(null, "", address);
    } catch (gone) {
      if (gone.name !== "AbortError") form.submit();
    }
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  };

  for (const number of form.querySelectorAll("input[type=number]")) {
    const slider = document.createElement("input");
    slider.type = "range";
    for (const name of ["min", "max", "step", "value"]) slider[name] = number[name];
    slider.setAttribute("aria-labelledby", `label-${number.name}`);
    form.querySelector(`label[for="${number.id}"]`).id = `label-${number.name}`;
    number.closest(".amount").before(slider);
    slider.addEventListener("input", () => { number.value = slider.value; soon(); });
    number.addEventListener("input", () => { slider.value = number.value; soon(); });
  }
})();
