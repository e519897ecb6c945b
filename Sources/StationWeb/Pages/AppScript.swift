/// The page's behaviour. Everything from a card goes in as text, never as HTML; it is cleared when the card leaves.
enum AppScript {
    static let text = """
        "use strict";
        const $ = id => document.getElementById(id);
        const words = JSON.parse($("words").textContent);
        const token = document.querySelector("meta[name=station-token]").content;
        const readers = new Map();
        let reading = false;

        function showDesk(key) {
          $("desk").textContent = words[key];
          $("desk").dataset.state = key;
        }

        function refreshDesk() {
          if (readers.size === 0) showDesk("no-reader");
          else showDesk([...readers.values()].some(card => card) ? "card" : "no-card");
        }

        function clear() {
          for (const id of ["name", "number", "document", "birth", "checks", "verdict", "failure"]) $(id).replaceChildren();
          $("portrait").hidden = true;
          $("portrait").removeAttribute("src");
          $("result").hidden = true;
          $("failure").hidden = true;
        }

        function show(report) {
          const language = document.documentElement.lang;
          $("verdict").textContent = report.sentences[language];
          $("result").dataset.verdict = report.verdict === "valid" && !report.isChipProven ? "data-valid" : report.verdict;
          $("name").textContent = report.fullName;
          $("number").textContent = report.personalNumber;
          $("document").textContent = report.documentNumber;
          $("birth").textContent = report.dateOfBirth;
          if (report.portrait) { $("portrait").src = report.portrait; $("portrait").hidden = false; }
          for (const check of report.checks) {
            const item = document.createElement("li");
            item.textContent = check.sentences[language];
            item.className = check.result;
            $("checks").append(item);
          }
          $("result").hidden = false;
        }

        function fail(error) {
          $("failure").textContent = error.title + (error.remedy ? " " + error.remedy : "") + " [" + error.code + "]";
          $("failure").hidden = false;
        }

        $("form").addEventListener("submit", async event => {
          event.preventDefault();
          if (reading) return;
          reading = true;
          clear();
          $("read").disabled = true;
          $("progress").hidden = false;
          $("step").textContent = words.reading;
          try {
            const answer = await fetch("/api/read", {
              method: "POST",
              headers: { "Content-Type": "application/json", "X-Station-Token": token },
              body: JSON.stringify({ can: $("can").value }),
            });
            const body = await answer.json();
            if (answer.ok) show(body); else fail(body.error);
          } catch {
            fail({ title: words.lost, remedy: "", code: "no-answer" });
          }
          $("can").value = "";
          $("read").disabled = false;
          $("progress").hidden = true;
          reading = false;
        });

        const events = new EventSource("/events");
        events.onmessage = message => {
          const event = JSON.parse(message.data);
          switch (event.kind) {
          case "reader-arrived": if (!readers.has(event.name)) readers.set(event.name, false); break;
          case "reader-left": readers.delete(event.name); if (!reading) clear(); break;
          case "card-inserted": readers.set(event.name, true); break;
          case "card-removed": readers.set(event.name, false); if (!reading) clear(); break;
          case "service-down": readers.clear(); if (!reading) clear(); showDesk("service-down"); return;
          case "progress": $("bar").value = event.percent; $("step").textContent = event.name; return;
          default: return;
          }
          refreshDesk();
        };
        events.onopen = () => readers.clear();
        events.onerror = () => { readers.clear(); if (!reading) clear(); refreshDesk(); };
        """
}
