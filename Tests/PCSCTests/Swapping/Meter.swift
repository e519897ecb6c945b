import Foundation
import Testing

/// What pcscd and this process use over a time, sampled twice a second. Each life of pcscd counts by itself.
struct Meter: CustomStringConvertible {
    private var services: [(process: Int, samples: [ProcessUse])] = []
    private var own: [ProcessUse] = []

    /// Samples until the task is cancelled.
    static func run(_ rig: Rig) async -> Meter {
        var meter = Meter()
        while !Task.isCancelled {
            if let process = rig.serviceIdentifier, let use = ProcessUse(process: process) {
                if meter.services.last?.process != process { meter.services.append((process, [])) }
                meter.services[meter.services.count - 1].samples.append(use)
            }
            if let use = ProcessUse(process: Int(getpid())) { meter.own.append(use) }
            try? await Task.sleep(for: .milliseconds(500))
        }
        return meter
    }

    /// Flat: in its last third a process has no more than in its second, but for what an allocator keeps.
    func check() {
        #expect(services.count >= 2 && own.count > 5)
        for (process, samples) in services where samples.count >= 6 {
            let (memory, files) = Self.growth(samples)
            #expect(memory < 4_096, "pcscd \(process) grew by \(memory) kB: \(samples)")
            #expect(files < 24, "pcscd \(process) keeps \(files) more descriptors: \(samples)")
        }
        let (memory, files) = Self.growth(own)
        #expect(memory < 24_576, "this process grew by \(memory) kB")
        #expect(files < 64, "this process keeps \(files) more descriptors")
    }

    private static func growth(_ samples: [ProcessUse]) -> (memory: Int, files: Int) {
        let third = samples.count / 3
        func most(_ part: some Sequence<ProcessUse>, _ value: (ProcessUse) -> Int) -> Int { part.map(value).max() ?? 0 }
        let (before, after) = (samples[third..<2 * third], samples[(2 * third)...])
        return (most(after, \.memory) - most(before, \.memory), most(after, \.files) - most(before, \.files))
    }

    private static func text(_ samples: [ProcessUse]) -> String {
        guard let first = samples.first, let last = samples.last else { return "nothing" }
        return "\(first.memory) to \(last.memory) kB (at most \(samples.map(\.memory).max() ?? 0)), "
            + "\(samples.map(\.files).max() ?? 0) descriptors at most"
    }

    var description: String {
        let lives = services.map { Self.text($0.samples) }.joined(separator: " | ")
        return "pcscd \(lives); this process \(Self.text(own))"
    }
}
