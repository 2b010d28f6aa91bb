using Cer.Operations.Submitting;
using NodaTime;

namespace Cer.Host.Submitting;

/// <summary>A layout that stands.</summary>
internal sealed record LayoutView(string Name, int Revision, string Words, string By, Instant At)
{
    public static LayoutView Of(KeptLayout kept) => new(kept.Name, kept.Revision, kept.Words, kept.Author, kept.At);
}
