using System.Net;
using System.Text;

namespace Cer.Messaging.Gme;

/// <summary>A whole answer of GME's interface.</summary>
internal sealed record GmeReply(HttpStatusCode Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>The beginning of what it says, when it is a refusal.</summary>
    public string Words => Encoding.UTF8.GetString(Body.Span[..Math.Min(Body.Length, 400)]);
}
