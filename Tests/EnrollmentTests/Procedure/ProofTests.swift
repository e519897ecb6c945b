import Enrollment
import Testing
import VirtualCard

/// The proofs against an enumeration of every way, on graphs that a seed draws.
@Suite("The proofs of a procedure")
struct ProofTests {
    /// A graph of up to five steps, as a procedure file has it.
    struct Drawing {
        struct Step {
            let kind: String
            let person: String
            let isSilentAllowed: Bool
            let next: [(when: String?, go: String)]
        }
        var steps: [String: Step] = [:]
        let persons: [String]

        init(seed: UInt64) {
            var random = SplitMix64(seed: seed)
            let names = (0..<Int.random(in: 2...5, using: &random)).map { "s\($0)" }
            persons = Bool.random(using: &random) ? ["holder"] : ["holder", "guardian"]
            let kinds = ["card", "card", "papers", "approval", "signature", "consent", "fields"]
            let conditions = ["chip-verified", "chip-silent", "card-expired"]
            for name in names {
                let open = Array(conditions.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)))
                let ways: [String?] = open + [nil]
                steps[name] = Step(
                    kind: kinds.randomElement(using: &random) ?? "fields",
                    person: persons.randomElement(using: &random) ?? "holder",
                    isSilentAllowed: Bool.random(using: &random),
                    next: ways.map { ($0, (names + ["sealed", "sealed"]).randomElement(using: &random) ?? "sealed") })
            }
        }

        var yaml: String {
            let text = "{vi: a, en: b}"
            var lines = [
                "id: p", "version: 1", "form: F", "action: lock-account", "title: \(text)", "languages: [vi, en]",
            ]
            lines += ["start: s0", "persons:"] + persons.map { "  \($0): {title: \(text)}" } + ["steps:"]
            for (name, step) in steps.sorted(by: { $0.key < $1.key }) {
                lines += ["  \(name):", "    kind: \(step.kind)", "    title: \(text)", "    next:"]
                lines += step.next.map { "      - {\($0.when.map { "when: \($0), " } ?? "")go: \($0.go)}" }
                switch step.kind {
                case "card":
                    lines.append("    person: \(step.person)")
                    lines.append(
                        "    card: {expired: allowed, silentChip: \(step.isSilentAllowed ? "allowed" : "refused")}")
                case "papers":
                    lines.append("    person: \(step.person)")
                    lines.append("    documents: [{id: d, title: \(text)}]")
                case "fields": lines.append("    fields: [f\(name)]")
                default: break
                }
            }
            lines += [
                "consent: {id: p, version: 1, texts: {vi: v, en: e}}", "limits: {decisionDays: 1, draftHours: 1}",
            ]
            return (lines + ["slip: {lines: [\(text)], contact: \(text)}"]).joined(separator: "\n")
        }
    }

    /// A step of a way, with what its chip said.
    typealias Act = (name: String, isSilent: Bool)

    /// Every way from the start to the end of at most so many steps; nil: more ways than are looked at.
    private func ways(_ drawing: Drawing, atMost length: Int) -> [[Act]]? {
        var found: [[Act]] = []
        var budget = 60_000
        func go(_ place: String, _ way: [Act]) {
            budget -= 1
            if place == "sealed" { return found.append(way) }
            guard budget > 0, way.count < length, let step = drawing.steps[place] else { return }
            for isSilent in step.kind == "card" && step.isSilentAllowed ? [false, true] : [false] {
                let way = way + [(place, isSilent)]
                // The holder's chip speaks, as it was read last.
                let card = way.last { act in
                    drawing.steps[act.name].map { $0.kind == "card" && $0.person == "holder" } ?? false
                }
                let chip = card.map { $0.isSilent ? "chip-silent" : "chip-verified" }
                for next in step.next {
                    let speaksOfChip = next.when?.hasPrefix("chip-") == true
                    if speaksOfChip, chip != next.when { continue }
                    go(next.go, way)
                    if next.when == nil || speaksOfChip { break }
                }
            }
        }
        go("s0", [])
        return budget > 0 ? found : nil
    }

    /// What a way shows of a person, told from the way as a whole.
    private func finding(_ way: [Act], _ person: String, _ drawing: Drawing) -> ProcedureFinding.Code? {
        func isOf(_ act: Act, _ kind: String) -> Bool {
            drawing.steps[act.name].map { $0.kind == kind && $0.person == person } ?? false
        }
        if way.contains(where: { isOf($0, "card") && !$0.isSilent }) { return nil }
        guard let papers = way.firstIndex(where: { isOf($0, "papers") }) else { return .sealsWithoutIdentification }
        let isApproved = way[papers...].contains { drawing.steps[$0.name]?.kind == "approval" }
        return isApproved ? nil : .papersWithoutApproval
    }

    @Test("agree with every way that there is, one after another", arguments: 0..<8)
    func enumeration(part: UInt64) throws {
        var compared = 0
        var seen: Set<ProcedureFinding.Code> = []
        for seed in part * 100..<part * 100 + 100 {
            let drawing = Drawing(seed: seed)
            let procedure = try Procedure(parsing: drawing.yaml, file: "p.yaml")
            let findings = ProcedureCheck(procedure, consents: ["vi": [0x61], "en": [0x61]]).findings
            // A longer way passes some step twice with nothing new shown, and so has a shorter one beside it.
            guard let ways = ways(drawing, atMost: 11) else { continue }
            compared += 1
            var expected: Set<String> = []
            for way in ways {
                let kinds = Set(way.compactMap { drawing.steps[$0.name]?.kind })
                if !kinds.contains("consent") { expected.insert("seals-without-consent") }
                if !kinds.contains("signature") { expected.insert("seals-without-signature") }
                for person in drawing.persons {
                    finding(way, person, drawing).map { _ = expected.insert("\($0.rawValue) \(person)") }
                }
            }
            let proofs = findings.filter { $0.code.rawValue.hasPrefix("seals-") || $0.code == .papersWithoutApproval }
            let told = Set(
                proofs.map { finding in
                    let person = drawing.persons.first { finding.sentence.contains("“\($0)”") }
                    return finding.code.rawValue + (person.map { " \($0)" } ?? "")
                })
            // Consent and signature are proved of the graph, whatever the chip says: stricter, never weaker.
            let stricter: Set = ["seals-without-consent", "seals-without-signature"]
            #expect(told.isSuperset(of: expected), "seed \(seed): \(findings)\n\(drawing.yaml)")
            #expect(told.subtracting(stricter) == expected.subtracting(stricter), "seed \(seed)\n\(drawing.yaml)")
            seen.formUnion(proofs.map(\.code))
        }
        #expect(compared >= 60, "only \(compared) graphs were small enough")
        #expect(seen.count == 4, "\(seen)")
    }

    @Test("consent and signature: exactly where some simple way of the graph has none", arguments: 0..<4)
    func cuts(part: UInt64) throws {
        for seed in 10_000 + part * 100..<10_100 + part * 100 {
            let drawing = Drawing(seed: seed)
            func hasWay(from place: String, past kind: String, _ seen: Set<String>) -> Bool {
                if place == "sealed" { return true }
                guard let step = drawing.steps[place], step.kind != kind, !seen.contains(place) else { return false }
                return step.next.contains { hasWay(from: $0.go, past: kind, seen.union([place])) }
            }
            let procedure = try Procedure(parsing: drawing.yaml, file: "p.yaml")
            let codes = Set(ProcedureCheck(procedure, consents: [:]).findings.map(\.code))
            #expect(codes.contains(.sealsWithoutConsent) == hasWay(from: "s0", past: "consent", []), "seed \(seed)")
            #expect(codes.contains(.sealsWithoutSignature) == hasWay(from: "s0", past: "signature", []), "seed \(seed)")
        }
    }

    /// A session goes by `path` with what was found out in the end, and not step by step.
    @Test("what is proved holds of every list of steps that comes to the end", arguments: 0..<4)
    func lists(part: UInt64) throws {
        var held: [ProcedureFinding.Code: Int] = [:]
        let chips: [Set<Procedure.Condition>] = [[], [.chipVerified], [.chipSilent]]
        for seed in 20_000 + part * 200..<20_200 + part * 200 {
            let drawing = Drawing(seed: seed)
            let procedure = try Procedure(parsing: drawing.yaml, file: "p.yaml")
            let codes = Set(ProcedureCheck(procedure, consents: [:]).findings.map(\.code))
            // Where a way asks too early, what is found out later changes the way behind.
            guard !codes.contains(.conditionTooEarly) else { continue }
            for facts in chips.flatMap({ [$0, $0.union([.cardExpired])] }) {
                let path = procedure.path(facts: facts)
                guard let last = path.last, procedure.step(after: last, facts: facts) == Procedure.sealed else {
                    continue
                }
                let steps = path.compactMap { drawing.steps[$0] }
                let cards = steps.filter { $0.kind == "card" && $0.person == "holder" }
                // The holder's card was not asked, or read, or silent and every step that wants it takes that.
                let isPossible =
                    cards.isEmpty
                    ? facts.isDisjoint(with: [.chipVerified, .chipSilent])
                    : facts.contains(.chipVerified)
                        || facts.contains(.chipSilent) && cards.allSatisfy(\.isSilentAllowed)
                guard isPossible else { continue }
                let way = path.map { name in
                    let step = drawing.steps[name]
                    let isSilent =
                        step?.person == "holder" ? facts.contains(.chipSilent) : step?.isSilentAllowed == true
                    return (name, isSilent)
                }
                let shown = drawing.persons.compactMap { finding(way, $0, drawing) }
                for (code, isThere) in [
                    (.sealsWithoutConsent, !steps.contains { $0.kind == "consent" }),
                    (.sealsWithoutSignature, !steps.contains { $0.kind == "signature" }),
                    (.sealsWithoutIdentification, shown.contains(.sealsWithoutIdentification)),
                    (.papersWithoutApproval, shown.contains(.papersWithoutApproval)),
                ] as [(ProcedureFinding.Code, Bool)] where !codes.contains(code) {
                    #expect(!isThere, "seed \(seed), \(code), \(facts): \(path)\n\(drawing.yaml)")
                    held[code, default: 0] += 1
                }
            }
        }
        #expect(held.values.allSatisfy { $0 >= 5 } && held.count == 4, "\(held)")
    }
}
