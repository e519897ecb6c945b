import StationWeb

/// How a scripted enrollment goes on.
extension CounterView.Session {
    mutating func perform(_ action: CounterAction, sealed number: inout Int) throws(DeskFailure) {
        switch action.name {
        case .scan:
            scanned = true
            if action.text("text")?.contains("Tỷ") == true { differences = [Samples.difference] }
        case .readCard:
            guard scanned || action.text("can") == ScriptedCounter.can else {
                throw DeskFailure(code: "wrong-password", triesLeft: 3)
            }
            rows = Samples.rows
            portrait = Pictures.face("#37506b")
            report = Samples.report
            isVerified = true
        case .chipSilent: isVerified = true
        case .papers:
            documentsChecked = action.flag("checked") ?? false
            for place in documents.indices {
                documents[place].value = action.table("documents")?[documents[place].id] ?? ""
            }
        case .fields:
            for place in fields.indices {
                fields[place].value = action.table("values")?[fields[place].name] ?? ""
                fields[place].problem = problem(of: fields[place])
            }
            focus = action.text("focus")
        case .portrait:
            livePortrait = "data:image/jpeg;base64," + (action.text("image") ?? "")
            portraitQuality = Samples.portraitQuality
            comparison = CounterView.Comparison(text: Samples.notCompared)
            portraitAccepted = nil
        case .portraitDecision: portraitAccepted = action.flag("accept")
        case .captureFingers: capture(action.text("group") ?? "")
        case .fingerMissing:
            for place in fingers.indices where fingers[place].finger == action.text("finger") {
                fingers[place].state = action.flag("missing") == true ? "missing" : "open"
                fingers[place].reason = action.text("reason")
            }
        case .consent:
            consent?.agreed = action.flag("agreed") ?? false
            consent?.language = action.text("language") ?? ""
        case .approve: approval?.approvedBy = action.text("supervisor")
        case .next: move(by: 1)
        case .back: move(by: -1)
        case .go: move(to: steps.firstIndex { $0.id == action.text("step") } ?? 0)
        case .sign:
            number += 1
            sealed = CounterView.Sealed(record: "0b7e4c1a-6f0d-4f7e-9d57-3b1d2a7c9e10", sequence: number)
            for place in steps.indices { steps[place].state = "done" }
        default: throw DeskFailure(code: "step-unknown")
        }
    }

    private func problem(of field: CounterView.Field) -> Texts? {
        guard field.type == "phone", field.value.wholeMatch(of: /0[35789][0-9]{8}/) == nil else { return nil }
        return [
            "vi": "Số điện thoại có mười chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.",
            "en": "A phone number has ten digits and begins with 03, 05, 07, 08 or 09.",
        ]
    }

    /// A little finger is poor at the first try.
    private mutating func capture(_ group: String) {
        for place in fingers.indices where fingers[place].state != "missing" {
            let finger = fingers[place].finger
            let isIn =
                group == "thumbs"
                ? finger.hasSuffix("Thumb")
                : !finger.hasSuffix("Thumb") && finger.hasPrefix(group == "left-four" ? "Left" : "Right")
            guard isIn else { continue }
            fingers[place].attempts += 1
            let isPoor = finger == "Left LittleFinger" && fingers[place].attempts == 1
            fingers[place].state = isPoor ? "poor" : "captured"
            fingers[place].quality = isPoor ? 31 : 78
        }
    }

    private mutating func move(by distance: Int) {
        guard let now = steps.firstIndex(where: { $0.id == step }) else { return }
        move(to: min(max(0, now + distance), steps.count - 1))
    }

    private mutating func move(to place: Int) {
        for other in steps.indices { steps[other].state = other < place ? "done" : other == place ? "current" : "open" }
        step = steps[place].id
        focus = nil
        person =
            step == "guardian-card"
            ? CounterView.Person(id: "guardian", title: ["vi": "Người giám hộ", "en": "Guardian"]) : nil
        canSeal = true
    }
}
