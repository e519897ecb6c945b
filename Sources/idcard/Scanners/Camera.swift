import ArgumentParser
import Foundation
import VirtualCard

struct Camera: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draws what a camera at the counter sees of a synthetic citizen.",
        discussion: """
            One frame is a JPEG, several are a motion JPEG that Chromium takes as its camera:

              idcard camera --seed 7 --frames 30 --out citizen.mjpeg
              chromium --use-fake-device-for-media-stream --use-fake-ui-for-media-stream \\
                --use-file-for-fake-video-capture=citizen.mjpeg

            The face is that of the card with the same seed. Poor pictures: \
            \(CameraScene.Fault.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Option(help: "Which citizen.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Where the pictures go.", valueName: "file"))
    var out: String

    @Option(help: "How many pictures.")
    var frames = 1

    @Option(help: "Pixels.")
    var width = 640

    @Option(help: "Pixels.")
    var height = 480

    @Option(help: ArgumentHelp("What is wrong with the picture, as often as wanted.", valueName: "fault"))
    var fault: [String] = []

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let unknown = fault.first(where: { CameraScene.Fault(rawValue: $0) == nil }) {
            throw ValidationError("unknown fault \(unknown)")
        }
        guard (1...300).contains(frames), (160...1920).contains(width), (120...1440).contains(height) else {
            throw ValidationError("--frames takes 1 to 300, --width 160 to 1920, --height 120 to 1440")
        }
    }

    func run() throws {
        var scene = CameraScene()
        (scene.width, scene.height) = (width, height)
        scene.faults = Set(fault.compactMap { CameraScene.Fault(rawValue: $0) })
        let bytes = try scene.motionJPEG(of: SyntheticCitizen(seed: seed), frames: frames)
        try Data(bytes).write(to: URL(filePath: out), options: .atomic)
        if json { print(try Console.json(["file": out])) } else { print("\(frames) pictures in \(out)") }
    }
}
