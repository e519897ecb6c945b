import LDS
import SmartCard
import TestData
import Testing

@Suite("The biometric groups of the BSI's specimen")
struct SpecimenTests {
    private static let files: [(BiometricKind, String, Int)] = [
        (.face, "bsi2008/Datagroup2.bin", 1), (.finger, "bsi2008/Datagroup3.bin", 2),
        (.iris, "bsi2008/Datagroup4.bin", 2),
    ]

    @Test("every file comes back byte for byte", .needs("bsi2008/Datagroup2.bin"), arguments: files)
    func roundTrip(kind: BiometricKind, name: String, count: Int) throws {
        let bytes = try TestData.bytes(name)
        let group = try BiometricGroup(kind, parsing: bytes)
        #expect(group.serialized() == bytes)
        #expect(group.statedCount == count)
        #expect(group.templates.count == count)
        #expect(group.images.count == count)
        #expect(group.images.allSatisfy { $0.header?.size != nil })
    }

    @Test("the fingers", .needs("bsi2008/Datagroup3.bin"))
    func fingers() throws {
        let group = try BiometricGroup(.finger, parsing: try TestData.bytes("bsi2008/Datagroup3.bin"))
        #expect(group.images.map { $0.header?.format } == [.wsq, .wsq])
        #expect(group.images.map(\.positionName) == ["right index finger", "left index finger"])
        #expect(group.templates.map { $0.header?.subtype } == [.rightPointer, .leftPointer])
        guard case .finger(let record) = group.templates.first?.block else {
            Issue.record("no record of a finger")
            return
        }
        #expect(record.statedLength == 0x4033)
        #expect(record.compression == .wsq)
        #expect(record.acquisitionLevel == 31)
        #expect(record.imageResolution == PixelSize(width: 500, height: 500))
        #expect(record.views.first?.size == PixelSize(width: 620, height: 620))
        #expect(record.views.first?.quality == 100)
    }

    @Test("the eyes", .needs("bsi2008/Datagroup4.bin"))
    func eyes() throws {
        let group = try BiometricGroup(.iris, parsing: try TestData.bytes("bsi2008/Datagroup4.bin"))
        #expect(group.images.map { $0.header?.format } == [.jpeg2000, .jpeg2000])
        #expect(group.images.map(\.positionName) == ["right iris", "left iris"])
        guard case .iris(let record) = group.templates.first?.block else {
            Issue.record("no record of an iris")
            return
        }
        #expect(record.imageFormat == .colourJPEG2000)
        #expect(record.size == PixelSize(width: 163, height: 149))
        #expect(record.intensityDepth == 24)
        #expect(record.diameter == 150)
    }

    @Test("the face", .needs("bsi2008/Datagroup2.bin"))
    func face() throws {
        let group = try BiometricGroup(.face, parsing: try TestData.bytes("bsi2008/Datagroup2.bin"))
        guard case .face(let record) = group.templates.first?.block, let face = record.faces.first else {
            Issue.record("no record of a face")
            return
        }
        #expect(record.statedLength == 0x3AC5)
        #expect(face.dataType == 1)
        #expect(face.imageType == 1)
        #expect(face.size == PixelSize(width: 337, height: 449))
        #expect(face.featurePoints == [])
    }

    @Test("damage: refused, or read as something stable", .needs("bsi2008/Datagroup2.bin"), arguments: files)
    func damage(kind: BiometricKind, name: String, count: Int) throws {
        // Images are not looked into: the octets before the first one are worth damaging.
        let bytes = try TestData.bytes(name)
        var mutations = Mutations(seed: 7)
        for _ in 0..<300 {
            let damaged = mutations.damaged(Array(bytes.prefix(160))) + bytes.dropFirst(160)
            guard let read = try? BiometricGroup(kind, parsing: damaged) else { continue }
            let written = read.serialized()
            #expect(try BiometricGroup(kind, parsing: written).serialized() == written)
        }
    }
}
