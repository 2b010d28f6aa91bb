using Cer.Domain;

namespace Cer.Operations.Watching;

/// <summary>The shared energy of a month by our settlement and by GSE, micro-kWh.</summary>
public sealed record GseMonth(MarketMonth Month, long Ours, long Theirs);
