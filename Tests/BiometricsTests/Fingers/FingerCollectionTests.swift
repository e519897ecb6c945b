import Biometrics
import Testing

@Suite("Ten fingers")
struct FingerCollectionTests {
    @Test("groups and ISO numbers are those of the standards")
    func positions() {
        #expect(FingerGroup.allCases.flatMap(\.fingers).count == 10)
        #expect(Set(FingerGroup.allCases.flatMap(\.fingers)) == Set(FingerPosition.allCases))
        #expect(FingerPosition.allCases.map(\.code) == Array(1...10))
        for group in FingerGroup.allCases { #expect(group.fingers.allSatisfy { $0.group == group }) }
        #expect(FingerGroup.allCases.map(\.deviceSubID) == [1, 2, 3])
        #expect(FingerPosition(rawValue: "Left IndexFinger") == .leftIndex && FingerPosition.leftIndex.code == 7)
    }

    @Test("only the fingers that the procedure wants are asked for, each once")
    func wanted() {
        let collection = FingerCollection([.leftIndex, .rightIndex, .leftIndex], minimumQuality: 60, attempts: 2)
        #expect(collection.fingers.map(\.position) == [.leftIndex, .rightIndex])
        #expect(collection.plan(.leftFour)?.fingers == [.leftIndex])
        #expect(collection.plan(.leftFour)?.exceptions == [.leftMiddle, .leftRing, .leftLittle])
        #expect(collection.plan(.thumbs) == nil && collection.state(.leftThumb) == nil)
        #expect(!collection.isComplete && collection.nextGroup == .leftFour)
    }

    @Test("missing fingers settle a collection, and can come back")
    func missing() {
        var collection = FingerCollection(FingerGroup.thumbs.fingers, minimumQuality: 60, attempts: 2)
        collection.markMissing(.leftThumb, reason: "bandaged")
        #expect(collection.state(.leftThumb) == .missing && collection.hasMissingFingers && !collection.isComplete)
        collection.markMissing(.rightThumb, reason: "bandaged")
        #expect(collection.isComplete && collection.plan(.thumbs) == nil)
        collection.unmarkMissing(.leftThumb)
        #expect(collection.state(.leftThumb) == .open && collection.nextGroup == .thumbs)
        // A finger that nobody wants changes nothing.
        let before = collection
        collection.markMissing(.leftIndex, reason: "none")
        #expect(collection == before)
    }
}
