import Testing

@testable import DepotStore

/// Every cell has its replicas, spread evenly, and every name has its cell.
@Suite struct CellMapTests {
    @Test func cellsThatFitDoNotOverlap() throws {
        let map = CellMap(try Clusters.make(index: 24, cells: 8, replicas: 3, quorum: 2))
        let all = (0..<8).flatMap { map.replicas(of: $0) }
        #expect(Set(all).count == 24)
        #expect(map.replicas(of: 1) == ["index-4", "index-5", "index-6"])
        #expect(map.cells(on: "index-4") == [1])
    }

    @Test func moreCellsOverlapEvenly() throws {
        let map = CellMap(try Clusters.make(index: 6, cells: 6, replicas: 3, quorum: 2))
        for number in 1...6 { #expect(map.cells(on: "index-\(number)").count == 3) }
    }

    /// Written down, since logs on disk depend on it.
    @Test func cellsOfNamesStay() throws {
        let map = CellMap(try Clusters.make(index: 8, cells: 8, replicas: 1, quorum: 1))
        let cells = ["a", "b", "photos/1.jpg", "ü"].map {
            map.cell(of: ObjectName(bucket: "bucket", key: $0))
        }
        #expect(cells == [2, 7, 7, 0])
    }

    @Test func namesSpreadOverCells() throws {
        let map = CellMap(try Clusters.make(index: 8, cells: 8, replicas: 1, quorum: 1))
        var counts = [Int](repeating: 0, count: 8)
        for number in 0..<8000 {
            counts[map.cell(of: ObjectName(bucket: "bucket", key: "key-\(number)"))] += 1
        }
        #expect(counts.allSatisfy { (800...1200).contains($0) }, "\(counts)")
    }
}
