namespace Cer.Messaging.Smtp;

/// <summary>What became of a letter that was offered to a server.</summary>
/// <param name="Recipients">What the server said of each recipient it was asked about.</param>
public abstract record SmtpOutcome(IReadOnlyList<SmtpRecipient> Recipients)
{
    /// <summary>The server took it over, for those recipients to whom it said yes.</summary>
    public sealed record Accepted(SmtpReply Reply, IReadOnlyList<SmtpRecipient> Of) : SmtpOutcome(Of);

    /// <summary>The server refused it, at a step that is named.</summary>
    public sealed record Refused(string Step, SmtpReply Reply, IReadOnlyList<SmtpRecipient> Of) : SmtpOutcome(Of);

    /// <summary>It was not offered: the server could not take it as it is.</summary>
    public sealed record Unfit(string Problem) : SmtpOutcome([]);

    /// <summary>Its end was sent, and no answer came: the server may have taken it over or not.</summary>
    public sealed record Unanswered(string Problem, IReadOnlyList<SmtpRecipient> Of) : SmtpOutcome(Of);

    /// <summary>Its end was not sent, because it was not allowed: the server drops what it has.</summary>
    public sealed record Withheld() : SmtpOutcome([]);
}
