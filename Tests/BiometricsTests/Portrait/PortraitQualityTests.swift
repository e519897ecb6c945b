import Biometrics
import Imaging
import LDS
import Testing
import VirtualCard

@Suite("Quality of portraits")
struct PortraitQualityTests {
    private func quality(
        seed: UInt64 = 7, _ faults: Set<CameraScene.Fault> = [], thresholds: PortraitThresholds = PortraitThresholds(),
        finder: (any FaceFinder)? = FrontalFaceFinder()
    ) throws -> PortraitQuality {
        var scene = CameraScene()
        scene.faults = faults
        return try PortraitQuality(jpeg: scene.jpeg(of: SyntheticCitizen(seed: seed)), thresholds, finder: finder)
    }

    private func failed(_ quality: PortraitQuality) -> Set<PortraitQuality.Check> {
        Set(quality.findings.filter { $0.passed == false }.map(\.check))
    }

    @Test("citizens before the camera are in order", arguments: 1...20 as ClosedRange<UInt64>)
    func good(seed: UInt64) throws {
        let quality = try quality(seed: seed)
        #expect(quality.isGood, "\(quality.findings.filter { $0.passed != true })")
        #expect(quality.findings.map(\.check) == PortraitQuality.Check.allCases)
    }

    @Test(
        "each fault fails the check that is its own",
        arguments: [
            (CameraScene.Fault.empty, PortraitQuality.Check.face), (.two, .oneFace), (.blurred, .sharpness),
            (.dark, .exposure), (.bright, .exposure), (.aside, .centred), (.far, .face),
        ])
    func faults(fault: CameraScene.Fault, check: PortraitQuality.Check) throws {
        let quality = try quality([fault])
        #expect(failed(quality).contains(check), "\(quality.findings)")
        #expect(!quality.isGood)
    }

    @Test("a fault does not fail what it has nothing to do with")
    func faultsApart() throws {
        #expect(failed(try quality([.aside])) == [.centred])
        #expect(failed(try quality([.two])).isDisjoint(with: [.size, .sharpness, .exposure, .face]))
        #expect(failed(try quality([.empty])).isDisjoint(with: [.size, .exposure]))
        #expect(try quality([.empty])[.centred]?.passed == nil)
    }

    @Test("thresholds decide, and are the procedure's")
    func thresholds() throws {
        var thresholds = PortraitThresholds()
        thresholds.minimumWidth = 641
        #expect(failed(try quality(thresholds: thresholds)) == [.size])
        thresholds = PortraitThresholds()
        thresholds.faceHeightShare = 0.8...0.9
        #expect(failed(try quality(thresholds: thresholds)) == [.face])
        thresholds = PortraitThresholds()
        thresholds.minimumSharpness = 1_000_000
        #expect(failed(try quality(thresholds: thresholds)) == [.sharpness])
    }

    @Test("without a detector the checks of the face are not made, and nothing is claimed")
    func noFinder() throws {
        struct Broken: FaceFinder {
            func faces(in picture: PixelImage) -> [FaceBox]? { nil }
        }
        for finder in [nil, Broken()] as [(any FaceFinder)?] {
            let quality = try quality(finder: finder)
            for check in [PortraitQuality.Check.face, .oneFace, .centred] {
                #expect(quality[check]?.passed == .some(nil))
            }
            #expect(quality[.size]?.passed == true && !quality.isGood)
            #expect(quality[.face]?.sentence["en"] == "Not checked: the face.")
        }
    }

    @Test("the card's own portrait is found as a face")
    func cardPortrait() throws {
        let face = try SyntheticCitizen(seed: 3).faceImage()
        let quality = try PortraitQuality(jpeg: face.bytes)
        #expect(quality[.face]?.passed == true && quality[.oneFace]?.passed == true)
    }

    @Test("every check has its sentences in both languages, for every outcome")
    func sentences() {
        for check in PortraitQuality.Check.allCases {
            let all = [true, false, nil].map { check.sentence($0) }
            #expect(all.allSatisfy { Set($0.keys) == ["vi", "en"] })
            #expect(Set(all.flatMap(\.values)).count == 6)
        }
    }

    @Test("what is no JPEG is an error and no finding")
    func noJPEG() {
        #expect(throws: ImagingError.self) { try PortraitQuality(jpeg: [1, 2, 3]) }
    }

    @Test("the shipped matcher compares nothing and says so")
    func matcher() async throws {
        let matcher: any FaceMatcher = NoFaceMatcher()
        #expect(try await matcher.compare(chip: [1], live: [1]) == .notCompared(reason: "no-engine"))
    }
}

@Suite("Synthetic camera")
struct CameraSceneTests {
    @Test("the same seed and frame give the same picture, the next frame another with the same face")
    func frames() throws {
        let citizen = SyntheticCitizen(seed: 5)
        let scene = CameraScene()
        #expect(try scene.frame(of: citizen, number: 1) == scene.frame(of: citizen, number: 1))
        #expect(try scene.frame(of: citizen, number: 1) != scene.frame(of: citizen, number: 2))
        #expect(try scene.frame(of: SyntheticCitizen(seed: 6)) != scene.frame(of: citizen))
    }

    @Test("a motion JPEG is whole pictures one after the other")
    func motion() throws {
        var scene = CameraScene()
        (scene.width, scene.height) = (320, 240)
        let citizen = SyntheticCitizen(seed: 5)
        let bytes = try scene.motionJPEG(of: citizen, frames: 3)
        #expect(try bytes == (0..<3).flatMap { try scene.jpeg(of: citizen, number: $0) })
        #expect(try JPEGDecoder.size(bytes) == (320, 240))
    }
}
