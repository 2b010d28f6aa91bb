using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Desk;

/// <summary>A scan that is to be kept.</summary>
public sealed record NewPaper(
    CommunityId Community, PaperOwner Owner, PaperType Type, ReadOnlyMemory<byte> Content, string Author, Instant At);
