internal import FumbleDocument
internal import FumbleModel

/// Segments are lost with a chance and sent again after a timeout, as TCP does.
struct Loss: LinkFault {
    let ways: Ways
    let share: Share

    static let kind = Kind<any Fault>(
        onLinks: "loss",
        summary: "Loses a share of what is sent to servers and back.",
        example: "{loss: {of: index, share: 5%}}",
        .required(
            "share", .share(in: Share(partsPerMillion: 1)...Share.percent(99)),
            "the share of segments that is lost")
    ) { Loss(ways: $0, share: $1) }

    var trouble: LinkTrouble { .loss(share) }
}
