using Cer.Domain;

namespace Cer.Operations.Mine;

/// <summary>The mean of the other households of the community in a month: of five at least.</summary>
public sealed record PeerMonth(Energy Withdrawn, Energy Shared, int Households);
