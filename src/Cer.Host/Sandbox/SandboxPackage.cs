namespace Cer.Host.Sandbox;

/// <summary>A package that was taken: what it was, not what its files hold.</summary>
internal sealed record SandboxPackage
{
    public required string Recipient { get; init; }

    public required string Key { get; init; }

    public required string Period { get; init; }

    public required string Kind { get; init; }

    public required int Revision { get; init; }

    public required string BodySha256 { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required string Protocol { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>
    /// How often it came whole after it had been taken: a sender that asks before it sends again leaves it at zero.
    /// </summary>
    public int Repeated { get; init; }

    /// <summary>How often it was asked for.</summary>
    public int Asked { get; init; }

    /// <summary>At which asking it has its protocol number, and at which next one it is judged.</summary>
    public int ReceivedAt { get; init; }

    public IReadOnlyList<SandboxReason> Reasons { get; init; } = [];

    /// <summary>How it stands, by how often it was asked for.</summary>
    public string State => Asked < ReceivedAt ? "pending"
        : Asked <= ReceivedAt ? "received"
        : Reasons.Count > 0 ? "rejected" : "accepted";
}
