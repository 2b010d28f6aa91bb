using System.Net;

namespace Cer.Messaging.Submitting;

/// <summary>What became of a call.</summary>
internal abstract record PortalReply
{
    /// <summary>A whole answer.</summary>
    /// <param name="Status">Its status.</param>
    /// <param name="Body">Its bytes.</param>
    /// <param name="RetryAfter">When the other side wants to be called again.</param>
    public sealed record Whole(HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter) : PortalReply;

    /// <summary>No answer.</summary>
    /// <param name="Sentence">Why.</param>
    /// <param name="MayBeTaken">Whether what was sent may have arrived.</param>
    /// <param name="Wait">How long to wait at least.</param>
    public sealed record None(string Sentence, bool MayBeTaken, TimeSpan? Wait = null) : PortalReply;

    /// <summary>Somebody must mend something first; nothing was taken.</summary>
    public sealed record Shut(string Sentence) : PortalReply;
}
