using Cer.Domain;

namespace Cer.Operations.Watching;

/// <summary>The money of a month by our settlement and by what GSE told, in euro.</summary>
public sealed record GseMonth(MarketMonth Month, Money Ours, Money Theirs);
