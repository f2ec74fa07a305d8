internal import FumbleModel

extension RestartPreset {
    /// Every preset there is. A new one is one declaration here; outages whose source gives a time
    /// and no amount, such as DigitalOcean's restore of 2017, give no rate and are none.
    package static let all = [
        RestartPreset(
            "scuba-disk", "A server of Facebook's Scuba that reads its part back from disk.",
            load: .megabytes(12), source: scuba,
            read: "120 GB on each machine; 2.5 to 3 hours from disk",
            derived: "120 GB in 2.75 h: 12 MB/s, reformatting included"),
        RestartPreset(
            "scuba-shared-memory",
            "The same server when its data outlived the process in shared memory.",
            load: .megabytes(800), source: scuba,
            read: "120 GB on each machine; 2 to 3 minutes through shared memory",
            derived: "120 GB in 150 s: 0.8 GB/s"),
        RestartPreset(
            "hdfs-namenode",
            "An HDFS NameNode: its image is loaded, its edits are replayed, blocks are reported.",
            load: .megabytes(4.5), verify: Frequency(perSecond: 18_750), replay: .megabytes(0.9),
            source: "https://issues.apache.org/jira/browse/HADOOP-3022",
            read: """
                10 M objects (4 M files, 6 M blocks) and 500 nodes: 132 s for the image, 311 s for \
                the edits, 70 s to save, 320 s for block reports, 14 minutes in all
                """,
            derived: """
                the image at 4.5 MB/s, 0.27 GB of edits at 0.9 MB/s, 6 M blocks in 320 s; objects \
                are blocks; saving the image is in no phase, so write its time as `boot`
                """),
        RestartPreset(
            "hdfs-namenode-default-heap",
            "A whole start of an HDFS NameNode whose memory was left as it came.",
            verify: Frequency(perSecond: 8_333), source: heap,
            read: "20 M files in 40 minutes", derived: "8,333 files/s, all phases together"),
        RestartPreset(
            "hdfs-namenode-tuned-heap",
            "The same start after one setting of its memory was changed.",
            verify: Frequency(perSecond: 23_810), source: heap,
            read: "20 M files in 14 minutes", derived: "23,810 files/s, all phases together"),
        RestartPreset(
            "hdfs-block-reports", "An HDFS NameNode that hears what blocks its data nodes hold.",
            verify: Frequency(perSecond: 42_857),
            source: "https://issues.apache.org/jira/browse/HDFS-1295",
            read: "2,000 data nodes and 90 M blocks in 30 to 40 minutes",
            derived: "90 M blocks in 35 minutes; objects are blocks"),
        RestartPreset(
            "gitlab-restore", "GitLab's copy of its database back from staging in 2017.",
            load: .megabytes(7.5), source: "https://failure-modes.dev/library/fm-006",
            read: "about 300 GB at 60 Mbit/s", derived: "60 Mbit/s are 7.5 MB/s: 11 hours"),
        RestartPreset(
            "joyent-reboot",
            "Joyent's reboot of a whole data centre in 2014: what did not come up.",
            fails: .percent(10),
            source: joyent,
            read: "a tenth of the reboots failed, for a fault in a driver"),
    ]

    private static let scuba =
        "https://research.fb.com/publications/fast-database-restarts-at-facebook/"
    private static let joyent =
        "https://virtualizationreview.com/articles/2014/05/29/"
        + "joyent-explains-cloud-outage.aspx"
    private static let heap = "https://issues.apache.org/jira/browse/HADOOP-3248"
}

extension ByteRate {
    fileprivate static func megabytes(_ count: Double) -> ByteRate {
        ByteRate(bytesPerSecond: count * 1_000_000)
    }
}
