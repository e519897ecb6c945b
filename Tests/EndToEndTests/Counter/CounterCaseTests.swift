import Foundation
import Testing

/// Whole cases at the counter, with the real programs and a page's actions in the place of a browser.
@Suite("Cases at the counter, end to end", .serialized)
struct CounterCaseTests {
    @Test("the station dies in the middle; afterwards the draft goes on at the same field, to the registry's receipt")
    func powerCut() async throws {
        try await CounterStation.with { counter in
            var counter = counter
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            var page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            // Half a phone number, and the lamp goes out.
            let half = try await page.done("fields", ["values": ["phone": "09123"], "focus": "phone"])
            let draft = try #require(half.session["id"] as? String)
            try await counter.cutPower()
            page = try await counter.page()
            let home = try await page.done("look")
            let drafts = home.view["drafts"] as? [[String: Any]] ?? []
            #expect(drafts.map { $0["id"] as? String } == [draft])
            let again = try await page.done("resume", ["draft": draft])
            #expect(again.step == "contact" && again.session["isVerified"] as? Bool == true)
            let fields = again.session["fields"] as? [[String: Any]] ?? []
            #expect(fields.contains { $0["name"] as? String == "phone" && $0["value"] as? String == "09123" })
            try await page.fill(until: "signature", portrait: portrait)
            let sealed = try await page.done("sign")
            #expect(sealed.isSealed && (sealed.session["rows"] as? [Any])?.isEmpty == true)
            try await counter.delivered(1)
            let slip = try await page.done("slip", ["record": draft]).view["slip"] as? [String: Any]
            #expect((slip?["qr"] as? String)?.hasPrefix("data:image/svg+xml;base64,") == true, "the receipt's code")
            // The next one of the same citizen is told.
            try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": counter.card.can])
            #expect(try await counter.duplicates(on: page) == ["account-exists"])
        }
    }

    @Test("a silent chip: papers, a supervisor's yes at once; an officer cannot say it himself")
    func byHand() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            let page = try await counter.page()
            let begun = try await page.done("begin", ["procedure": "level-2-account-by-hand"])
            let record = try #require(begun.session["id"] as? String)
            try await page.done("scan", ["text": "001099000001|099000001|Nguyễn Thị Thử|02091999|Nữ|Thôn Một|01012021"])
            #expect(try await page.act("chip-silent", ["reason": "  "]).code == "reason-missing")
            try await page.done("chip-silent", ["reason": "chip hỏng"])
            try await page.done("next")
            try await page.fill(until: "signature", portrait: portrait)
            let signed = try await page.done("sign")
            #expect(signed.kind == "approval")
            #expect(try await page.act("approve", ["record": record]).code == "officer-differs")
            let own = ["record": record, "supervisor": CounterStation.officer, "password": CounterStation.password]
            #expect(try await page.act("approve", own).code == "officer-differs")
            var other = own
            other["supervisor"] = CounterStation.supervisor
            other["password"] = "not this one at all"
            #expect(try await page.act("approve", other).code == "officer-or-password-wrong")
            other["password"] = CounterStation.password
            #expect(try await page.done("approve", other).isSealed)
            try await counter.delivered(1)
        }
    }

    @Test("an expired card is refused by one procedure and taken by the other")
    func expired() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            let card = try await counter.demo.issue("expired", ["--seed", "21", "--born", "2000-06-15"])
            _ = try await counter.rig.insertCard([card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            #expect(try await page.act("read-card", ["can": card.can]).code == "card-expired")
            try await page.done("begin", ["procedure": "level-2-account-by-hand"])
            try await page.done("read-card", ["can": card.can])
            try await page.done("next")
            let ready = try await page.fill(until: "signature", portrait: portrait)
            let record = try #require(ready.session["id"] as? String)
            try await page.done("sign")
            try await page.done(
                "approve",
                ["record": record, "supervisor": CounterStation.supervisor, "password": CounterStation.password])
            try await counter.delivered(1)
        }
    }

    @Test("a child with the parent: two cards, the child's chip signs; the parent's card is not the child's")
    func child() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            let child = try await counter.demo.issue(
                "child", ["--seed", "22", "--born", "2016-05-05", "--profile", "cccd-2024"])
            let parent = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account-child"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            #expect(try await page.act("read-card", ["can": counter.card.can]).code == "same-card")
            parent.terminate()
            _ = await parent.outcome(within: .seconds(10))
            _ = try await counter.rig.insertCard([child.card], says: "inserted")
            try await page.done("read-card", ["can": child.can])
            try await page.done("next")
            try await page.fill(until: "signature", portrait: portrait)
            #expect(try await page.done("sign").isSealed)
            try await counter.delivered(1)
        }
    }

    @Test("unlocking waits for the end of the day: rejected it comes back with the reasons, approved it goes out")
    func endOfDay() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "unlock-account"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            let ready = try await page.fill(until: "signature", portrait: portrait)
            let record = try #require(ready.session["id"] as? String)
            #expect(try await page.done("sign").screen == "slip")
            #expect(try await counter.demo.outbox().isEmpty)

            let desk = try await counter.page(as: CounterStation.supervisor)
            let waiting = try await desk.done("approvals").view["approvals"] as? [[String: Any]]
            #expect(waiting?.map { $0["record"] as? String } == [record])
            #expect((waiting?.first?["rows"] as? [Any])?.isEmpty == false)
            try await desk.done("reject", ["record": record, "reasons": ["portrait-poor"]])
            let queue = try await page.done("queue").view["queue"] as? [[String: Any]]
            #expect(queue?.first?["state"] as? String == "rejected")

            try await page.done("resume", ["draft": record])
            try await page.done("go", ["step": "signature"])
            try await page.done("sign")
            try await desk.done("approve", ["record": record])
            try await counter.delivered(1)
            let day = try await desk.done("end-of-day").view["day"] as? [String: Any]
            #expect(day?["approved"] as? Int == 1 && day?["rejected"] as? Int == 1 && day?["enrolled"] as? Int == 1)
            let audit = try await counter.rig.run("idstation", ["audit", "check", "--station", "station", "--offline"])
            #expect(audit.status == 0, "\(audit)")
        }
    }

    @Test("a clone, an unknown issuer, no card, a wrong CAN: each has its own code, and nothing is kept of it")
    func cardFailures() async throws {
        try await CounterStation.with { counter in
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            #expect(try await page.act("read-card", ["can": counter.card.can]).code == "no-card")
            let clone = try await counter.demo.issue("clone", ["--seed", "31", "--clone"])
            let stranger = try await counter.demo.issue("stranger", country: "elsewhere", ["--seed", "32"])
            for (card, can, code) in [
                (clone, clone.can, "not-genuine"), (stranger, stranger.can, "no-trust-anchor"),
                (counter.card, counter.card.wrongCAN, "wrong-password"),
            ] {
                let inserted = try await counter.rig.insertCard([card.card], says: "inserted")
                #expect(try await page.act("read-card", ["can": can]).code == code)
                let look = try await page.done("look")
                #expect(look.step == "card" && (look.session["rows"] as? [Any])?.isEmpty == true, "\(code)")
                inserted.terminate()
                _ = await inserted.outcome(within: .seconds(10))
            }
        }
    }

    @Test("another card at the end than the one that was read: it is told, and the right one signs")
    func anotherCard() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            let other = try await counter.demo.issue("other", ["--seed", "23"])
            let first = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            try await page.fill(until: "signature", portrait: portrait)
            first.terminate()
            _ = await first.outcome(within: .seconds(10))
            #expect(try await page.act("sign").code == "no-card")
            let second = try await counter.rig.insertCard([other.card], says: "inserted")
            #expect(try await page.act("sign").code == "another-card")
            second.terminate()
            _ = await second.outcome(within: .seconds(10))
            _ = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            #expect(try await page.done("sign").isSealed)
        }
    }

    @Test("an officer whose own card is asked for: none, a copy of it, another one, his")
    func officersCard() async throws {
        try await CounterStation.with { counter in
            let rig = counter.rig
            let own = try await counter.demo.issue("own", ["--seed", "24"])
            let copy = try await counter.demo.issue("copy", ["--seed", "24", "--clone"])
            let (id, password) = ("o-18", CounterStation.password)
            let made = try await rig.run(
                "idstation",
                [
                    "officer", "new", "--id", id, "--name", "Officer", "--out", "\(id).json", "--card-key",
                    "\(own.card)/EF.DG15", "--password", "-",
                ], input: password + "\n")
            #expect(made.status == 0, "\(made)")
            _ = try await rig.run("idregistry", ["officer", "admit", "registry", "\(id).json", "--role", "officer"])
            let taken = try await rig.run("idstation", ["officer", "import", "--station", "station"])
            #expect(taken.status == 0, "\(taken)")
            let page = try await CounterPage(counter.address, in: rig)
            let asked = ["officer": id, "password": password]
            #expect(try await page.act("sign-in", asked).code == "officer-card-needed")
            for (card, code) in [
                (copy, "officer-card-not-genuine"), (counter.card, "officer-card-wrong"), (own, nil),
            ] {
                let inserted = try await rig.insertCard([card.card], says: "inserted")
                #expect(try await page.act("sign-in", asked.merging(["can": card.can]) { $1 }).code == code)
                inserted.terminate()
                _ = await inserted.outcome(within: .seconds(10))
            }
        }
    }

    @Test("another citizen's phone, another officer's draft, a page that is not signed in")
    func refusals() async throws {
        try await CounterStation.with { counter in
            let portrait = try await counter.portrait()
            let other = try await counter.demo.issue("other", ["--seed", "23"])
            let first = try await counter.rig.insertCard([counter.card.card], says: "inserted")
            let page = try await counter.page()
            try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": counter.card.can])
            try await page.done("next")
            try await page.fill(until: "signature", portrait: portrait)
            try await page.done("sign")
            try await counter.delivered(1)
            first.terminate()
            _ = await first.outcome(within: .seconds(10))

            _ = try await counter.rig.insertCard([other.card], says: "inserted")
            let begun = try await page.done("begin", ["procedure": "level-2-account"])
            try await page.done("read-card", ["can": other.can])
            try await page.done("next")
            try await page.done("fields", ["values": ["phone": "0912345678"]])
            #expect(try await counter.duplicates(on: page) == ["phone-in-use"])

            let stranger = try await CounterPage(counter.address, in: counter.rig)
            for action in ["home", "queue", "approvals", "end-of-day", "health", "read-card", "sign"] {
                let answer = try await stranger.act(action)
                #expect(answer.code == "not-signed-in" && answer.session.isEmpty, "\(action)")
            }
            #expect(try await stranger.done("look").screen == "sign-in")
            let draft = try #require(begun.session["id"] as? String)
            let desk = try await counter.page(as: CounterStation.supervisor)
            #expect(try await desk.done("resume", ["draft": draft]).step == "contact")
            #expect(try await page.act("fields", ["values": ["nonsense": "1"]]).code == "field-malformed")
        }
    }
}

extension CounterStation {
    /// What the registry says comes when it comes: the page looks again.
    func duplicates(on page: CounterPage) async throws -> [String] {
        for _ in 0..<50 {
            let found = try await page.done("look").duplicates
            if !found.isEmpty { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
        return []
    }
}
