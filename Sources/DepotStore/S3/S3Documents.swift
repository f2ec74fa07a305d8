/// The XML documents of S3.
enum S3Documents {
    /// An object that could not be deleted.
    struct Refusal: Sendable {
        let key: String
        let error: S3Error
    }

    private static let owner = "depot"

    static func buckets(_ records: [IndexRecord]) -> HTTPAnswer {
        document("ListAllMyBucketsResult") { xml in
            xml.element("Owner") { xml in
                xml.element("ID", owner)
                xml.element("DisplayName", owner)
            }
            xml.element("Buckets") { xml in
                for record in records {
                    xml.element("Bucket") { xml in
                        xml.element("Name", record.name.key)
                        xml.element("CreationDate", stamp(of: record))
                    }
                }
            }
        }
    }

    /// An empty location is Amazon's first region.
    static func location() -> HTTPAnswer {
        document("LocationConstraint") { _ in }
    }

    static func list(
        _ page: ListPage, of bucket: String, _ request: ListRequest
    ) -> HTTPAnswer {
        func name(_ text: String) -> String {
            request.encodesNames ? PercentEncoding.encode(text) : text
        }
        return document("ListBucketResult") { xml in
            xml.element("Name", bucket)
            xml.element("Prefix", name(request.prefix))
            if !request.delimiter.isEmpty { xml.element("Delimiter", name(request.delimiter)) }
            xml.element("MaxKeys", "\(request.limit)")
            if request.encodesNames { xml.element("EncodingType", "url") }
            xml.element("IsTruncated", page.end == nil ? "false" : "true")
            writePosition(of: page, request, name, to: &xml)
            for record in page.records {
                xml.element("Contents") { xml in
                    xml.element("Key", name(record.name.key))
                    xml.element("LastModified", stamp(of: record))
                    xml.element("ETag", "\"\(record.entry.facts?.etag ?? "")\"")
                    xml.element("Size", "\(record.entry.facts?.size ?? 0)")
                    xml.element("StorageClass", "STANDARD")
                }
            }
            for prefix in page.commonPrefixes {
                xml.element("CommonPrefixes") { $0.element("Prefix", name(prefix)) }
            }
        }
    }

    static func deleted(_ asked: DeleteRequest, _ refused: [Refusal]) -> HTTPAnswer {
        document("DeleteResult") { xml in
            for key in asked.keys
            where !asked.isQuiet && !refused.contains(where: { $0.key == key }) {
                xml.element("Deleted") { $0.element("Key", key) }
            }
            for refusal in refused {
                xml.element("Error") { xml in
                    xml.element("Key", refusal.key)
                    xml.element("Code", refusal.error.code)
                    xml.element("Message", refusal.error.message)
                }
            }
        }
    }

    static func copied(_ facts: ObjectFacts) -> HTTPAnswer {
        document("CopyObjectResult") { xml in
            xml.element("LastModified", HTTPTime(facts.modified).stamp)
            xml.element("ETag", "\"\(facts.etag)\"")
        }
    }

    private static func writePosition(
        of page: ListPage, _ request: ListRequest, _ name: (String) -> String,
        to xml: inout XMLText
    ) {
        guard request.isSecondVersion else {
            xml.element("Marker", name(request.startAfter))
            if let marker = page.nextMarker { xml.element("NextMarker", name(marker)) }
            return
        }
        xml.element("KeyCount", "\(page.count)")
        if let token = request.token { xml.element("ContinuationToken", token) }
        if !request.startAfter.isEmpty { xml.element("StartAfter", name(request.startAfter)) }
        if let end = page.end {
            xml.element("NextContinuationToken", ListRequest.token(after: end))
        }
    }

    private static func document(
        _ name: String, _ body: (inout XMLText) -> Void
    ) -> HTTPAnswer {
        var xml = XMLText()
        xml.element(name, namespace: XMLText.namespace, body)
        return xml.answer()
    }

    private static func stamp(of record: IndexRecord) -> String {
        HTTPTime(record.entry.facts?.modified ?? 0).stamp
    }
}
