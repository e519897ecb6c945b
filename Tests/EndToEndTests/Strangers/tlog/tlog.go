// Checks our transparency log with Go's own packages for such logs, which know nothing of us: golang.org/x/mod/sumdb/note
// and .../tlog, of Debian's golang-golang-x-mod-dev.
//
//	go run tlog.go URL CA VKEY OLD-CHECKPOINT RECEIPT...
//
// Fetches the checkpoint and every tile and entry over HTTPS. Verifies the notes, that the old checkpoint's tree begins the
// new one's, every record hash against the tree, every entry against its hash, and that each receipt proves its leaf.
package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(err error, what string) {
	if err != nil {
		fmt.Fprintln(os.Stderr, what+":", err)
		os.Exit(1)
	}
}

func fail(what string) { check(fmt.Errorf("wrong"), what) }

var client *http.Client
var base string

func fetch(path string) []byte {
	response, err := client.Get(base + path)
	check(err, path)
	defer response.Body.Close()
	if response.StatusCode != 200 {
		fail(path + ": HTTP " + strconv.Itoa(response.StatusCode))
	}
	data, err := io.ReadAll(response.Body)
	check(err, path)
	return data
}

// tiles reads tiles of height 8 as c2sp.org/tlog-tiles places them: without the height in the path.
type tiles struct{}

var kept = map[string][]byte{}

func (tiles) Height() int { return 8 }
func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range wanted {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		if kept[path] == nil {
			kept[path] = fetch(path)
		}
		data = append(data, kept[path])
	}
	return data, nil
}
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func tree(data []byte, verifiers note.Verifiers, origin string) tlog.Tree {
	opened, err := note.Open(data, verifiers)
	check(err, "note")
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != origin {
		fail("checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err, "root")
	var hash tlog.Hash
	if copy(hash[:], root) != len(root) || len(root) != tlog.HashSize {
		fail("root")
	}
	return tlog.Tree{N: size, Hash: hash}
}

func receipt(data []byte, verifiers note.Verifiers, origin string, hashes tlog.HashReader) {
	parts := bytes.SplitN(data, []byte("\n\n"), 2)
	lines := strings.Split(string(parts[0]), "\n")
	if len(parts) != 2 || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail("receipt")
	}
	leaf, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check(err, "receipt's leaf")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check(err, "receipt's index")
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		bytes, err := base64.StdEncoding.DecodeString(line)
		check(err, "receipt's proof")
		var hash tlog.Hash
		copy(hash[:], bytes)
		proof = append(proof, hash)
	}
	signed := tree(parts[1], verifiers, origin)
	check(tlog.CheckRecord(proof, signed.N, signed.Hash, index, tlog.RecordHash(leaf)), "receipt "+lines[2])
	stored, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	check(err, "hash of the receipt's leaf")
	if stored[0] != tlog.RecordHash(leaf) {
		fail("the receipt's leaf is not the log's")
	}
}

func main() {
	if len(os.Args) < 5 {
		fail("usage: tlog.go URL CA VKEY OLD-CHECKPOINT RECEIPT...")
	}
	base = os.Args[1]
	authority, err := os.ReadFile(os.Args[2])
	check(err, "CA")
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(authority)
	client = &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	verifier, err := note.NewVerifier(os.Args[3])
	check(err, "key")
	verifiers := note.VerifierList(verifier)
	before, err := os.ReadFile(os.Args[4])
	check(err, "old checkpoint")
	old := tree(before, verifiers, verifier.Name())
	now := tree(fetch("checkpoint"), verifiers, verifier.Name())

	// Every hash that this reader hands out was proven to be in the tree.
	hashes := tlog.TileHashReader(now, tiles{})
	proof, err := tlog.ProveTree(now.N, old.N, hashes)
	check(err, "proof of consistency")
	check(tlog.CheckTree(proof, now.N, now.Hash, old.N, old.Hash), "consistency")
	for number := int64(0); number < now.N; number += 256 {
		width := int(now.N - number)
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: -1, N: number / 256, W: width}
		bundle := fetch(strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1))
		for index := number; index < number+int64(width); index++ {
			length := int(binary.BigEndian.Uint16(bundle))
			entry := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			stored, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			check(err, "hash")
			if stored[0] != tlog.RecordHash(entry) {
				fail("entry " + strconv.FormatInt(index, 10))
			}
		}
		if len(bundle) != 0 {
			fail("bundle")
		}
	}
	for _, file := range os.Args[5:] {
		data, err := os.ReadFile(file)
		check(err, file)
		receipt(data, verifiers, verifier.Name(), hashes)
	}
	fmt.Printf("%d leaves, %d before, %d receipts\n", now.N, old.N, len(os.Args)-5)
}
