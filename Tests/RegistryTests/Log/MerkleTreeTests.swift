import Testing

@testable import Registry

/// The reference tree of Certificate Transparency (RFC 6962): eight entries, the root at each size, published paths.
@Suite struct MerkleTreeTests {
    static let entries = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { hex($0) }

    static let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static let paths: [(index: Int, size: Int, path: [String])] = [
        (0, 1, []),
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    ]

    @Test func theEmptyTreeHasTheHashOfNothing() {
        #expect(Base16.text(MerkleTree.emptyRoot) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(arguments: 1...8) func theRootsAreThePublishedOnes(size: Int) throws {
        let nodes = try KnownNodes(Self.entries)
        #expect(Base16.text(try MerkleTree.root(size: size, in: nodes)) == Self.roots[size - 1])
    }

    @Test(arguments: paths.indices) func thePathsAreThePublishedOnes(_ number: Int) throws {
        let (index, size, path) = Self.paths[number]
        let proof = try MerkleTree.inclusionProof(index: index, size: size, in: KnownNodes(Self.entries))
        #expect(proof.map { Base16.text($0) } == path)
    }

    @Test func everyLeafOfEveryTreeIsProvenAndNothingElse() throws {
        let entries = (0..<40).map { [UInt8($0)] }
        let nodes = try KnownNodes(entries)
        for size in 1...entries.count {
            let root = try MerkleTree.root(size: size, in: nodes)
            for index in 0..<size {
                let leaf = MerkleTree.leafHash(of: entries[index])
                let proof = try MerkleTree.inclusionProof(index: index, size: size, in: nodes)
                #expect(MerkleTree.root(leafHash: leaf, index: index, size: size, proof: proof) == root)
                let other = MerkleTree.leafHash(of: [0xFF])
                #expect(MerkleTree.root(leafHash: other, index: index, size: size, proof: proof) != root)
                #expect(MerkleTree.root(leafHash: leaf, index: index, size: size, proof: proof + [root]) != root)
                if size > 1 {
                    let neighbour = (index + 1) % size
                    #expect(MerkleTree.root(leafHash: leaf, index: neighbour, size: size, proof: proof) != root)
                    #expect(MerkleTree.root(leafHash: leaf, index: index, size: size, proof: proof.dropLast()) != root)
                }
            }
        }
    }

    @Test(arguments: [(0, 0), (-1, 1), (1, 1), (Int.max, Int.max)])
    func impossiblePlacesAreRefused(_ index: Int, _ size: Int) {
        #expect(MerkleTree.root(leafHash: MerkleTree.emptyRoot, index: index, size: size, proof: []) == nil)
    }
}

extension KnownNodes {
    /// The complete nodes of a tree that is built leaf by leaf, as the registry builds its own.
    init(_ entries: [[UInt8]]) throws {
        self.init([:])
        for (index, entry) in entries.enumerated() {
            for (node, hash) in try MerkleTree.nodes(completedBy: MerkleTree.leafHash(of: entry), at: index, in: self) {
                hashes[node] = hash
            }
        }
    }
}

/// The bytes of hexadecimal text in a test.
func hex(_ text: String) -> [UInt8] { Base16.bytes(text) ?? [] }
