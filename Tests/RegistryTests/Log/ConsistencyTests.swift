import Testing

@testable import Registry

/// That one tree begins another: RFC 9162 §2.1.4, on the reference tree of Certificate Transparency.
@Suite struct ConsistencyTests {
    /// The proofs that Certificate Transparency's own test data has for this tree.
    static let published: [(old: Int, new: Int, proof: [String])] = [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]

    @Test(arguments: published.indices) func theProofsAreThePublishedOnes(_ number: Int) throws {
        let (old, new, proof) = Self.published[number]
        let nodes = try KnownNodes(MerkleTreeTests.entries)
        #expect(
            try MerkleTree.consistencyProof(from: old, to: new, in: nodes).map { Base16.text($0) } == proof)
        #expect(
            MerkleTree.isConsistent(
                old: (old, hex(MerkleTreeTests.roots[old - 1])), new: (new, hex(MerkleTreeTests.roots[new - 1])),
                proof: proof.map { hex($0) }))
    }

    @Test func everyTreeBeginsEveryLargerOneAndNoOther() throws {
        let entries = (0..<35).map { [UInt8($0)] }
        let nodes = try KnownNodes(entries)
        let forked = try KnownNodes(entries.map { $0 == [3] ? [0xFF] : $0 })
        let roots = try (0...entries.count).map { try MerkleTree.root(size: $0, in: nodes) }
        for new in 0...entries.count {
            for old in 0...new {
                let proof = try MerkleTree.consistencyProof(from: old, to: new, in: nodes)
                func holds(_ oldRoot: [UInt8], _ newRoot: [UInt8], _ proof: [[UInt8]]) -> Bool {
                    MerkleTree.isConsistent(old: (old, oldRoot), new: (new, newRoot), proof: proof)
                }
                #expect(holds(roots[old], roots[new], proof), "\(old) \(new)")
                #expect(!holds(roots[old], roots[new], proof + [roots[new]]))
                if old > 0, old < new {
                    #expect(!holds(roots[old], roots[new], proof.dropLast()))
                    #expect(!holds(roots[new], roots[new], proof) && !holds(roots[old], roots[old], proof))
                    for place in proof.indices {
                        var altered = proof
                        altered[place][0] ^= 1
                        #expect(!holds(roots[old], roots[new], altered))
                    }
                }
                if old > 3, old < new {
                    let other = try MerkleTree.root(size: new, in: forked)
                    #expect(!holds(roots[old], other, try MerkleTree.consistencyProof(from: old, to: new, in: forked)))
                }
            }
        }
    }

    @Test func theEdgeAloneGivesRootAndCompletedNodes() throws {
        let entries = (0..<70).map { [UInt8($0)] }
        let nodes = try KnownNodes(entries)
        var edge = MerkleEdge()
        for (index, entry) in entries.enumerated() {
            #expect(edge.root == (try MerkleTree.root(size: index, in: nodes)))
            #expect(edge == (try MerkleEdge(size: index, in: nodes)))
            for (level, hash) in edge.append(leafHash: MerkleTree.leafHash(of: entry)).enumerated() {
                #expect(hash == nodes.hashes[MerkleNode(level: level, index: index >> level)])
            }
        }
    }

    @Test(arguments: [(-1, 3), (4, 3)]) func impossibleSizesAreRefused(_ old: Int, _ new: Int) throws {
        let nodes = try KnownNodes(MerkleTreeTests.entries)
        #expect(throws: RegistryError.self) { try MerkleTree.consistencyProof(from: old, to: new, in: nodes) }
        #expect(!MerkleTree.isConsistent(old: (old, []), new: (new, []), proof: []))
    }
}
