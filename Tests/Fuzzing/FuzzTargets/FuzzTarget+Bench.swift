import SmartCard
import VirtualCard

/// Files that one bench gives to another: traces, profiles, faults.
extension FuzzTarget {
    static let bench = [
        FuzzTarget("trace") { bytes in
            let trace = try Trace(parsing: String(decoding: bytes, as: UTF8.self))
            guard try Trace(parsing: trace.text) == trace else { throw Contradiction("the trace changes when written") }
            let card = try ReplayedCard(trace)
            for exchange in trace.exchanges.prefix(200) {
                // What never came is waited for; that is no matter of the bytes.
                guard exchange.answer.status != nil, let command = exchange.command.command else { return }
                guard case .answer(let answer) = await card.process(try command.serialized()),
                    answer == exchange.answer.response?.serialized()
                else { throw Contradiction("the replayed card says something else") }
            }
        },
        FuzzTarget("card-profile") { bytes in
            let profile = try CardProfile(parsing: String(decoding: bytes, as: UTF8.self), file: "fuzz")
            guard profile.files.count < 1 << 16 else { throw Contradiction("more groups than the file has bytes") }
        },
        FuzzTarget("card-fault") { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let fault = CardFault(text), CardFault(fault.text) != fault { throw Contradiction("a fault changes") }
            if let quirk = CardQuirk(text), CardQuirk(quirk.text) != quirk { throw Contradiction("a quirk changes") }
        },
    ]
}
